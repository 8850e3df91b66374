package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/** The automata of a policy, shared by all its scans; what one scan carries along is a {@link Cursor}. */
final class LocalRules {

    /** Length of a hit whose beginning is not known: a flagging pattern. */
    static final int UNKNOWN_LENGTH = -1;

    /** States of one automaton that are kept; at 8 bytes a class and state some megabytes at most. */
    static final int STATES = 2048;

    /** Size at which a group of patterns is full: small groups share states better than large ones. */
    private static final int GROUP_SIZE = 600;

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
    private final LazyDfa[] patterns;
    private final int longest;

    private LocalRules(LiteralAutomaton literals, List<LazyDfa> patterns, int longest) {
        this.literals = literals;
        this.patterns = patterns.toArray(new LazyDfa[0]);
        this.longest = longest;
    }

    static LocalRules of(List<GuardRule> rules) {
        return of(rules, STATES);
    }

    static LocalRules of(List<GuardRule> rules, int states) {
        List<Literal> plain = rules.stream()
                .filter(rule -> !rule.word() && !rule.spaced())
                .flatMap(rule -> rule.literals().stream().map(text -> Literal.of(rule, text)))
                .toList();
        List<LazyDfa> groups = new ArrayList<>();
        group(rules.stream().filter(GuardRule::enforcing).toList(), true, states, groups);
        group(rules.stream().filter(rule -> !rule.enforcing()).toList(), false, states, groups);
        return new LocalRules(LiteralAutomaton.of(plain), groups, longest(rules, plain));
    }

    private static void group(List<GuardRule> rules, boolean ages, int states, List<LazyDfa> groups) {
        PatternProgram program = new PatternProgram();
        for (GuardRule rule : rules) {
            for (PatternNode pattern : RulePattern.of(rule)) {
                if (program.size() > 0 && program.size() + PatternNode.size(pattern) > GROUP_SIZE) {
                    groups.add(new LazyDfa(program, ages, states));
                    program = new PatternProgram();
                }
                program.add(rule, pattern);
            }
        }
        if (program.size() > 0) {
            groups.add(new LazyDfa(program, ages, states));
        }
    }

    private static int longest(List<GuardRule> rules, List<Literal> plain) {
        int longest = plain.stream().mapToInt(l -> l.symbols().length).max().orElse(0);
        for (GuardRule rule : rules) {
            if (rule.enforcing()) {
                for (PatternNode pattern : RulePattern.of(rule)) {
                    longest = Math.max(longest, PatternNode.longest(pattern));
                }
            }
        }
        return longest;
    }

    /** The longest match of known length, in symbols. */
    int longest() {
        return longest;
    }

    /** Automata that each symbol steps. */
    int automata() {
        return 1 + patterns.length;
    }

    /** How often pattern states were forgotten because there were too many. */
    long flushes() {
        long sum = 0;
        for (LazyDfa pattern : patterns) {
            sum += pattern.flushes();
        }
        return sum;
    }

    /** Pattern states built so far. */
    long built() {
        long sum = 0;
        for (LazyDfa pattern : patterns) {
            sum += pattern.built();
        }
        return sum;
    }

    Cursor cursor() {
        return new Cursor();
    }

    /** Where one scan stands in each automaton. Not thread-safe. */
    final class Cursor {

        private final DfaState[] states = new DfaState[patterns.length];
        private int literal = LiteralAutomaton.ROOT;

        Cursor() {
            for (int i = 0; i < states.length; i++) {
                states[i] = patterns[i].start();
            }
        }

        void step(int symbol, Hits hits) {
            literal = literals.step(literal, symbol);
            for (LiteralAutomaton.Hit hit : literals.hits(literal)) {
                hits.hit(hit.rule(), hit.length(), false);
            }
            for (int i = 0; i < states.length; i++) {
                DfaState state = patterns[i].step(states[i], symbol);
                states[i] = state;
                if (!state.late().isEmpty()) {
                    state.late().forEach(match -> hits.hit(match.rule(), match.length(), true));
                }
                if (!state.now().isEmpty()) {
                    state.now().forEach(match -> hits.hit(match.rule(), match.length(), false));
                }
            }
        }

        /** The text ends here: what waited for its end is decided. */
        void end(Hits hits) {
            for (int i = 0; i < states.length; i++) {
                patterns[i].atEnd(states[i]).forEach(match -> hits.hit(match.rule(), match.length(), false));
            }
        }

        /** How many of the last symbols could still become part of a violation. */
        int hold() {
            int hold = literals.hold(literal);
            for (DfaState state : states) {
                hold = Math.max(hold, state.hold());
            }
            return hold;
        }

        /** The same, were {@code symbol} the next one, but not certain to stay what it is. */
        int holdAfter(int symbol) {
            int hold = literals.holdIfUncertain(literals.step(literal, symbol));
            for (int i = 0; i < states.length; i++) {
                hold = Math.max(hold, patterns[i].step(states[i], symbol).holdIfUncertain());
            }
            return hold;
        }
    }
}
