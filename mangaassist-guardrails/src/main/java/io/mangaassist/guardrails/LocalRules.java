package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/** The automata of a policy, shared by all its scans; what one scan carries along is a {@link Cursor}. */
final class LocalRules {

    /** Length of a hit whose beginning is not known: a flagging pattern. */
    static final int UNKNOWN_LENGTH = -1;

    /** States of one automaton that are kept; at 8 bytes a class and state some megabytes at most. */
    static final int STATES = 2048;

    /**
     * Size at which a group of patterns is full. Each group costs every symbol a step, so a policy of some dozens of patterns
     * is one; beyond that a state that is built anew would cost more than the steps that are saved.
     */
    private static final int GROUP_SIZE = 2500;

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

    private final SymbolClasses classes;
    private final LiteralAutomaton literals;
    private final LazyDfa[] patterns;
    private final int longest;

    private LocalRules(SymbolClasses classes, LiteralAutomaton literals, List<LazyDfa> patterns, int longest) {
        this.classes = classes;
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
        List<PatternProgram> enforcing =
                programs(rules.stream().filter(GuardRule::enforcing).toList());
        List<PatternProgram> flagging =
                programs(rules.stream().filter(rule -> !rule.enforcing()).toList());
        SymbolClasses classes = classes(plain, enforcing, flagging);
        List<LazyDfa> automata = new ArrayList<>();
        enforcing.forEach(program -> automata.add(new LazyDfa(program, classes, true, states)));
        flagging.forEach(program -> automata.add(new LazyDfa(program, classes, false, states)));
        return new LocalRules(classes, LiteralAutomaton.of(plain, classes), automata, longest(rules, plain));
    }

    private static List<PatternProgram> programs(List<GuardRule> rules) {
        List<PatternProgram> programs = new ArrayList<>();
        PatternProgram program = new PatternProgram();
        for (GuardRule rule : rules) {
            for (PatternNode pattern : RulePattern.of(rule)) {
                if (program.size() > 0 && program.size() + PatternNode.size(pattern) > GROUP_SIZE) {
                    programs.add(program);
                    program = new PatternProgram();
                }
                program.add(rule, pattern);
            }
        }
        if (program.size() > 0) {
            programs.add(program);
        }
        return programs;
    }

    /** One table for all automata, so that a symbol is looked up once. */
    private static SymbolClasses classes(
            List<Literal> literals, List<PatternProgram> enforcing, List<PatternProgram> flagging) {
        SymbolClasses.Builder classes = SymbolClasses.builder();
        for (Literal literal : literals) {
            for (int symbol : literal.symbols()) {
                classes.range(symbol, symbol);
            }
        }
        enforcing.forEach(program -> program.split(classes));
        flagging.forEach(program -> program.split(classes));
        return classes.build();
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
            int symbolClass = classes.of(symbol);
            literal = literals.step(literal, symbolClass);
            for (LiteralAutomaton.Hit hit : literals.hits(literal)) {
                hits.hit(hit.rule(), hit.length(), false);
            }
            for (int i = 0; i < states.length; i++) {
                DfaState state = patterns[i].step(states[i], symbolClass);
                states[i] = state;
                if (!state.isSilent()) {
                    state.late().forEach(match -> hits.hit(match.rule(), match.length(), true));
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
            int symbolClass = classes.of(symbol);
            int hold = literals.holdIfUncertain(literals.step(literal, symbolClass));
            for (int i = 0; i < states.length; i++) {
                hold = Math.max(hold, patterns[i].step(states[i], symbolClass).holdIfUncertain());
            }
            return hold;
        }
    }
}
