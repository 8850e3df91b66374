package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/** Rewrites that keep what a search finds and take away what would make it wait for ever. */
final class PatternShape {

    private static final SymbolSet SEPARATORS =
            SymbolSet.of(c -> " \t\n._-*/|,'\"・、。…+=~#".indexOf(c) >= 0 && c != 0, 0x3100);

    private PatternShape() {}

    /**
     * The same finds with the repetition at the beginning and at the end cut to its least: wherever {@code x+y} is found,
     * {@code xy} is, and the other way round.
     */
    static PatternNode trimmed(PatternNode node) {
        return trimEnd(trimStart(node));
    }

    private static PatternNode trimStart(PatternNode node) {
        if (node instanceof PatternNode.Repeat repeat && repeat.max() == PatternNode.UNBOUNDED) {
            return repeat.min() == 1 ? trimStart(repeat.what()) : least(repeat);
        } else if (node instanceof PatternNode.Choice choice) {
            return new PatternNode.Choice(
                    choice.branches().stream().map(PatternShape::trimStart).toList());
        } else if (node instanceof PatternNode.Sequence sequence
                && !sequence.parts().isEmpty()) {
            List<PatternNode> parts = new ArrayList<>(sequence.parts());
            parts.set(0, trimStart(parts.get(0)));
            while (!parts.isEmpty() && isNothing(parts.get(0))) {
                parts.remove(0);
                if (!parts.isEmpty()) {
                    parts.set(0, trimStart(parts.get(0)));
                }
            }
            return new PatternNode.Sequence(parts);
        }
        return node;
    }

    private static PatternNode trimEnd(PatternNode node) {
        if (node instanceof PatternNode.Repeat repeat && repeat.max() == PatternNode.UNBOUNDED) {
            return repeat.min() == 1 ? trimEnd(repeat.what()) : least(repeat);
        } else if (node instanceof PatternNode.Choice choice) {
            return new PatternNode.Choice(
                    choice.branches().stream().map(PatternShape::trimEnd).toList());
        } else if (node instanceof PatternNode.Sequence sequence
                && !sequence.parts().isEmpty()) {
            List<PatternNode> parts = new ArrayList<>(sequence.parts());
            int last = parts.size() - 1;
            parts.set(last, trimEnd(parts.get(last)));
            while (!parts.isEmpty() && isNothing(parts.get(parts.size() - 1))) {
                parts.remove(parts.size() - 1);
                if (!parts.isEmpty()) {
                    last = parts.size() - 1;
                    parts.set(last, trimEnd(parts.get(last)));
                }
            }
            return new PatternNode.Sequence(parts);
        }
        return node;
    }

    private static PatternNode least(PatternNode.Repeat repeat) {
        if (repeat.min() == 0) {
            return new PatternNode.Sequence(List.of());
        }
        return new PatternNode.Repeat(repeat.what(), repeat.min(), repeat.min());
    }

    private static boolean isNothing(PatternNode node) {
        return node instanceof PatternNode.Sequence sequence && sequence.parts().isEmpty();
    }

    /** A literal as a pattern: between word borders, or with up to two separators between its symbols. */
    static PatternNode literal(int[] symbols, boolean word, boolean spaced) {
        List<PatternNode> parts = new ArrayList<>();
        if (word && SymbolSet.isWord(symbols[0])) {
            parts.add(new PatternNode.At(PatternNode.Place.WORD_BORDER));
        }
        for (int i = 0; i < symbols.length; i++) {
            if (spaced && i > 0) {
                parts.add(new PatternNode.Repeat(new PatternNode.One(SEPARATORS), 0, 2));
            }
            parts.add(new PatternNode.One(SymbolSet.single(symbols[i])));
        }
        if (word && SymbolSet.isWord(symbols[symbols.length - 1])) {
            parts.add(new PatternNode.At(PatternNode.Place.WORD_BORDER));
        }
        return new PatternNode.Sequence(parts);
    }
}
