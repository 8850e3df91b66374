package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/** Texts that come as near to a rule as they can without being found: what its automaton likes least. */
final class PatternSample {

    private static final int MOST_REPEATS = 8;

    private PatternSample() {}

    /** Near misses of a rule: each literal and pattern without its last symbol. */
    static List<String> nearMisses(GuardRule rule) {
        List<String> samples = new ArrayList<>();
        for (String literal : rule.literals()) {
            samples.add(withoutLast(literal));
        }
        for (PatternNode pattern : RulePattern.of(rule)) {
            StringBuilder sample = new StringBuilder();
            append(sample, pattern);
            samples.add(withoutLast(sample.toString()));
        }
        return samples;
    }

    private static void append(StringBuilder to, PatternNode node) {
        if (node instanceof PatternNode.One one) {
            to.appendCodePoint(one.set().sample());
        } else if (node instanceof PatternNode.Sequence sequence) {
            sequence.parts().forEach(part -> append(to, part));
        } else if (node instanceof PatternNode.Choice choice) {
            append(to, choice.branches().get(choice.branches().size() - 1));
        } else if (node instanceof PatternNode.Repeat repeat) {
            for (int i = 0; i < Math.min(MOST_REPEATS, repeat.max()); i++) {
                append(to, repeat.what());
            }
        }
    }

    private static String withoutLast(String text) {
        return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
}
