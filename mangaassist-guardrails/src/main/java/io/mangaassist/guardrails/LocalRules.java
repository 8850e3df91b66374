package io.mangaassist.guardrails;

import java.util.List;

/** The automata of a policy, shared by all its scans; what one scan carries along is a {@link Cursor}. Immutable. */
final class LocalRules {

    /** Length of a hit whose beginning is not known: a flagging pattern of unbounded length. */
    static final int UNKNOWN_LENGTH = -1;

    /** Takes what the automata find. */
    interface Hits {
        /**
         * A rule matched.
         *
         * @param length in symbols, or {@link #UNKNOWN_LENGTH}
         * @param late whether it ended before the symbol that was stepped last, which only decided it
         */
        void hit(GuardRule rule, int length, boolean late);
    }

    private final LiteralAutomaton literals;
    private final int longest;

    private LocalRules(LiteralAutomaton literals, int longest) {
        this.literals = literals;
        this.longest = longest;
    }

    static LocalRules of(List<GuardRule> rules) {
        List<Literal> literals = rules.stream()
                .flatMap(rule -> rule.literals().stream().map(text -> Literal.of(rule, text)))
                .toList();
        int longest = literals.stream().mapToInt(l -> l.symbols().length).max().orElse(0);
        return new LocalRules(LiteralAutomaton.of(literals), longest);
    }

    /** The longest match of known length, in symbols. */
    int longest() {
        return longest;
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Where one scan stands in each automaton. Not thread-safe. */
    final class Cursor {

        private int literal = LiteralAutomaton.ROOT;

        void step(int symbol, Hits hits) {
            literal = literals.step(literal, symbol);
            for (LiteralAutomaton.Hit hit : literals.hits(literal)) {
                hits.hit(hit.rule(), hit.length(), false);
            }
        }

        /** The text ends here: what waited for its end is decided. */
        void end(Hits hits) {}

        /** How many of the last symbols could still become part of a violation. */
        int hold() {
            return literals.hold(literal);
        }

        /** The same, were {@code symbol} the next one, but not certain to stay what it is. */
        int holdAfter(int symbol) {
            return literals.holdIfUncertain(literals.step(literal, symbol));
        }
    }
}
