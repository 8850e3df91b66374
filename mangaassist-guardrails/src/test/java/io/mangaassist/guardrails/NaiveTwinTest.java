package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The automata against the plainest thing that could be right: trying every stretch of the text. */
final class NaiveTwinTest {

    private static final int TEXTS = 4_000;
    /** As RE2/J and ours mean it: between ASCII word characters and others. Before Java 19 the JDK's \\b knew all letters. */
    private static final String WORD_BORDER = "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))";

    private static final List<String> PATTERNS = List.of(
            "ab",
            "a[bc]",
            "a.?c",
            "(ab|bc)a",
            "a{2,3}b",
            "[^a]b",
            "\\bab\\b",
            "^ab",
            "ba$",
            "b(a|c){0,3}b",
            "\\d-?\\d",
            "(a|ab)(c|bcd)",
            "か[きく]",
            "\\w{3} ",
            "a(b?c?){1,2}d",
            "\\Da\\s");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 91})
    void masked_is_exactly_what_some_match_covers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < TEXTS; i++) {
            String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
            String text = text(random);
            assertThat(Scanned.whole(policy("mask", pattern), text).released())
                    .as("%s on '%s'", pattern, text)
                    .isEqualTo(maskedByTrying(pattern, text));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 17})
    void blocked_is_exactly_what_re2j_finds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < TEXTS; i++) {
            String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
            if (i % 2 == 0) {
                pattern = "[ab]+" + pattern.replace("^", "") + "c*";
            }
            String text = text(random);
            boolean found =
                    com.google.re2j.Pattern.compile(pattern).matcher(text).find();
            Scanned scanned = Scanned.whole(policy("block", pattern), text);
            assertThat(scanned.verdict() == AnswerVerdict.STOPPED)
                    .as("%s on '%s'", pattern, text)
                    .isEqualTo(found);
            assertThat(text).startsWith(scanned.released());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 23})
    void held_is_exactly_what_could_still_become_a_listed_word(long seed) {
        List<String> words = List.of("abca", "bcb", "caab", "かきく", "きかか");
        GuardPolicy policy = Policies.literals(RuleAction.BLOCK, words.toArray(new String[0]));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            GuardrailSession session = GuardrailSessionTest.local(policy, GuardrailMode.ASYNC);
            for (int end = 1; end <= text.length(); end++) {
                if (session.offer(text.substring(end - 1, end)).intervention() != null) {
                    break;
                }
                assertThat(session.held())
                        .as("after '%s'", text.substring(0, end))
                        .isEqualTo(heldByTrying(words, text.substring(0, end)));
            }
        }
    }

    private static int heldByTrying(List<String> words, String text) {
        for (int from = 0; from < text.length(); from++) {
            String rest = text.substring(from);
            if (words.stream().anyMatch(word -> word.startsWith(rest))) {
                return rest.length();
            }
        }
        return 0;
    }

    private static String maskedByTrying(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern.replace("$", "\\z").replace("\\b", WORD_BORDER))
                .matcher(text);
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        char[] masked = text.toCharArray();
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 1; to <= text.length(); to++) {
                if (matcher.region(from, to).matches()) {
                    java.util.Arrays.fill(masked, from, to, '*');
                }
            }
        }
        return new String(masked);
    }

    private static GuardPolicy policy(String action, String pattern) {
        return GuardPolicy.parse(
                "twin.json",
                "{\"rules\":[{\"id\":\"r\",\"action\":\"" + action + "\",\"pattern\":\"" + pattern.replace("\\", "\\\\")
                        + "\"}]}");
    }

    private static String text(SplittableRandom random) {
        String alphabet = "aaabbbcccd1- きく\n";
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(18);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
