package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a text is cut, verdict, released text and findings are those of the whole text. */
final class EverySplitTest {

    private static final int CASES = 52_000;

    private static final List<String> ATOMS = List.of(
            "か", "が", "か\u3099", "ｶ", "ﾞ", "ゴ", "ご", "は", "ぱ", "ﾊﾟ", "う", "\u3099", "a", "A", "ａ", "b", "c", " ", "-",
            "1", "２", "\u200B", "é", "e\u0301", "。", "漢", "😀", "\uD83D", "㍿", "ー", "～", "\n");

    private static final List<String> RULES = List.of("""
            {"id":"%s","action":"block","literals":["かご","ぱは","株式"]}""", """
            {"id":"%s","action":"block","literals":["ab","bca"],"word":true}""", """
            {"id":"%s","action":"mask","literals":["ab","がc","かが"]}""", """
            {"id":"%s","action":"block","literals":["aか"],"spaced":true}""", """
            {"id":"%s","action":"mask","pattern":"1[-か]{0,2}[0-9]"}""", """
            {"id":"%s","action":"block","pattern":"(か|が){2}c?$"}""", """
            {"id":"%s","action":"block","pattern":"^[a-c]{1,5} \\\\d"}""", """
            {"id":"%s","action":"block","pattern":"\\\\bcab?\\\\b"}""", """
            {"id":"%s","action":"flag","pattern":"漢.*漢"}""", """
            {"id":"%s","action":"mask","pattern":"[\\\\p{Hiragana}]{2}漢|e[^a]b"}""");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261123, 77, 4242})
    void every_cut_gives_what_the_whole_text_gives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int cases = 0;
        while (cases < CASES) {
            GuardPolicy policy = policy(random);
            for (int i = 0; i < 20; i++) {
                cases += checkText(policy, text(random), random);
            }
        }
        assertThat(cases).as("cases for seed %d", seed).isGreaterThanOrEqualTo(CASES);
        System.out.printf("every-split: %d cases, seed %d%n", cases, seed);
    }

    private static int checkText(GuardPolicy policy, String text, SplittableRandom random) {
        Scanned whole = Scanned.whole(policy, text);
        int cases = 0;
        for (int cut = 0; cut <= text.length(); cut++, cases++) {
            same(Scanned.cutAt(policy, text, cut), whole, policy, text, cut);
        }
        for (int i = 0; i < 10; i++, cases++) {
            int[] cuts = random.ints(1 + random.nextInt(6), 0, text.length() + 1)
                    .sorted()
                    .toArray();
            same(Scanned.cutAt(policy, text, cuts), whole, policy, text, cuts);
        }
        int[] everywhere = new int[text.length()];
        Arrays.setAll(everywhere, i -> i);
        same(Scanned.cutAt(policy, text, everywhere), whole, policy, text, everywhere);
        return cases + 1;
    }

    private static void same(Scanned cut, Scanned whole, GuardPolicy policy, String text, int... cuts) {
        if (!cut.equals(whole)) {
            assertThat(cut)
                    .as("%s on '%s' cut at %s", policy.rules(), text, Arrays.toString(cuts))
                    .isEqualTo(whole);
        }
    }

    private static GuardPolicy policy(SplittableRandom random) {
        StringBuilder json = new StringBuilder("{\"rules\":[");
        int rules = 1 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            json.append(i == 0 ? "" : ",");
            json.append(String.format(RULES.get(random.nextInt(RULES.size())), "r" + i));
        }
        return GuardPolicy.parse("split.json", json + "]}");
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int atoms = 1 + random.nextInt(24);
        for (int i = 0; i < atoms; i++) {
            text.append(ATOMS.get(random.nextInt(ATOMS.size())));
        }
        return text.toString();
    }
}
