package io.mangaassist.guardrails;

import java.util.List;

/** A pattern of the linear subset, as a tree. */
sealed interface PatternNode {

    /** Length of a match that has no bound. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** Places without width. */
    enum Place {
        BEGIN,
        END,
        WORD_BORDER
    }

    /** One symbol of a set. */
    record One(SymbolSet set) implements PatternNode {}

    record Sequence(List<PatternNode> parts) implements PatternNode {}

    record Choice(List<PatternNode> branches) implements PatternNode {}

    /** At least {@code min}, at most {@code max} times; {@link #UNBOUNDED} for no limit. */
    record Repeat(PatternNode what, int min, int max) implements PatternNode {}

    record At(Place place) implements PatternNode {}

    /** The longest match, in symbols, or {@link #UNBOUNDED}. */
    static int longest(PatternNode node) {
        if (node instanceof One) {
            return 1;
        } else if (node instanceof Sequence sequence) {
            return sequence.parts().stream().mapToInt(PatternNode::longest).reduce(0, PatternNode::plus);
        } else if (node instanceof Choice choice) {
            return choice.branches().stream()
                    .mapToInt(PatternNode::longest)
                    .max()
                    .orElse(0);
        } else if (node instanceof Repeat repeat) {
            return times(longest(repeat.what()), repeat.max());
        }
        return 0;
    }

    /** The shortest match, in symbols. */
    static int shortest(PatternNode node) {
        if (node instanceof One) {
            return 1;
        } else if (node instanceof Sequence sequence) {
            return sequence.parts().stream().mapToInt(PatternNode::shortest).reduce(0, PatternNode::plus);
        } else if (node instanceof Choice choice) {
            return choice.branches().stream()
                    .mapToInt(PatternNode::shortest)
                    .min()
                    .orElse(0);
        } else if (node instanceof Repeat repeat) {
            return times(shortest(repeat.what()), repeat.min());
        }
        return 0;
    }

    /** How many states the automaton needs for it, about. */
    static int size(PatternNode node) {
        if (node instanceof Sequence sequence) {
            return sequence.parts().stream().mapToInt(PatternNode::size).reduce(0, PatternNode::plus);
        } else if (node instanceof Choice choice) {
            return choice.branches().stream().mapToInt(PatternNode::size).reduce(1, PatternNode::plus);
        } else if (node instanceof Repeat repeat) {
            int copies = repeat.max() == UNBOUNDED ? repeat.min() + 1 : repeat.max();
            return times(plus(size(repeat.what()), 1), copies);
        }
        return 1;
    }

    private static int plus(int a, int b) {
        return a == UNBOUNDED || b == UNBOUNDED ? UNBOUNDED : (int) Math.min(UNBOUNDED, (long) a + b);
    }

    private static int times(int a, int b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        return a == UNBOUNDED || b == UNBOUNDED ? UNBOUNDED : (int) Math.min(UNBOUNDED, (long) a * b);
    }
}
