package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "ｱﾀﾞﾙﾄ, あだると",
        "ＡＤＵＬＴ, adult",
        "㍿, 株式会社",
        "か\u3099, が",
        "ハ゜, ぱ",
        "あ゛, あ",
        "ヴ, ゔ",
        "ｳﾞ, ゔ",
        "Café, cafe",
        "ad\u200Bult, adult",
        "1２③, 123",
        "ヷ, わ",
        "～, ー",
        "ﬁ, fi",
        "한, 한"
    })
    void what_looks_the_same_folds_to_the_same(String text, String folded) {
        assertThat(fold(text)).isEqualTo(fold(folded)).isEqualTo(folded);
    }

    @Test
    void folding_twice_changes_nothing() {
        for (int c = 0; c <= 0x10FFFF; c++) {
            for (int folded : Folding.fold(c)) {
                if (folded != Folding.VOICED_MARK && folded != Folding.HALF_VOICED_MARK) {
                    assertThat(Folding.fold(folded))
                            .as("U+%04X of U+%04X", folded, c)
                            .containsExactly(folded);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void any_characters_in_any_pieces_fold_alike_and_every_symbol_has_its_place(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            char[] text = new char[1 + random.nextInt(40)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : 0x3000 + random.nextInt(0x100));
            }
            String whole = new String(text);
            List<Integer> places = new ArrayList<>();
            StringBuilder symbols = new StringBuilder();
            FoldedText pieces = new FoldedText((symbol, start, end) -> {
                assertThat(start).isBetween(places.isEmpty() ? 0 : places.get(places.size() - 1), whole.length());
                assertThat(end).isBetween(start + 1, whole.length());
                places.add(start);
                symbols.appendCodePoint(symbol);
                return true;
            });
            int at = 0;
            while (at < whole.length()) {
                int to = Math.min(whole.length(), at + 1 + random.nextInt(3));
                pieces.accept(whole.substring(at, to));
                at = to;
            }
            pieces.finish();
            assertThat(symbols.toString()).as("%s", Arrays.toString(text)).isEqualTo(fold(whole));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void chunks_cover_the_text_without_a_gap_and_split_no_character(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> atoms =
                List.of("文。", "word ", "e\u0301", "😀", "👩\u200D🎨", "。」", "3.14 ", "End. ", "か\u3099", "\n");
        for (int round = 0; round < 500; round++) {
            StringBuilder built = new StringBuilder();
            for (int i = random.nextInt(200); i >= 0; i--) {
                built.append(atoms.get(random.nextInt(atoms.size())));
            }
            String text = built.toString();
            GuardrailSession session = GuardrailSessionTest.remote(GuardrailMode.ASYNC);
            List<RemoteCheck> checks = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int to = Math.min(text.length(), at + 1 + random.nextInt(30));
                checks.addAll(session.offer(text.substring(at, to)).checks());
                at = to;
            }
            checks.addAll(session.complete().checks());
            int end = 0;
            for (RemoteCheck check : checks) {
                assertThat(check.from()).isEqualTo(end);
                assertThat(Sentences.mayCut(text, check.to()))
                        .as(text.substring(0, check.to()))
                        .isTrue();
                assertThat(check.text()).isEqualTo(text.substring(check.from() - check.context(), check.to()));
                assertThat(check.text().length()).isLessThanOrEqualTo(1000);
                end = check.to();
            }
            assertThat(end).isEqualTo(text.length());
        }
    }

    private static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        for (int symbol : Literal.symbols(text)) {
            folded.appendCodePoint(symbol);
        }
        return folded.toString();
    }
}
