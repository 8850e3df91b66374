package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link PatternProgram} as a deterministic automaton of which only the states that texts reach are built. Thread-safe:
 * all scans share it.
 *
 * <p>States carry the ages of their threads, so a state knows how many symbols must be held back and how long each match
 * is; a scan carries one reference. Ages stay small because enforced patterns are bounded. At most {@code cap} states are
 * kept: then all are forgotten and built anew, which costs time in proportion to the program, never to the text. What is
 * forgotten stays only with the scans that stand in it: it links to nothing built later, and nothing built later to it.
 */
final class LazyDfa {

    private final PatternProgram program;
    private final SymbolClasses classes;
    private final boolean ages;
    private final int cap;
    /** Class of the policy to class of this program, which are fewer. */
    private final int[] own;

    private final boolean[] wordClass;
    /** Where scans begin; a new one after each flush, because the old one links to what was forgotten. */
    private volatile DfaState start;

    private final Map<DfaState.Key, DfaState> states = new HashMap<>();
    private final AtomicLong flushes = new AtomicLong();
    private final AtomicLong built = new AtomicLong();

    /**
     * An automaton without states yet.
     *
     * @param policy classes in which symbols are given; they must tell apart what the program does
     * @param ages whether the beginnings of matches are wanted; without, patterns may be unbounded
     */
    LazyDfa(PatternProgram program, SymbolClasses policy, boolean ages, int cap) {
        this.program = program;
        this.classes = program.classes();
        this.own = new int[policy.count()];
        Arrays.setAll(own, i -> classes.of(policy.representative(i)));
        this.ages = ages;
        this.cap = cap;
        this.wordClass = new boolean[classes.count()];
        for (int i = 0; i < wordClass.length; i++) {
            wordClass[i] = SymbolSet.isWord(classes.representative(i));
        }
        this.start = begin(program, ages, classes);
    }

    DfaState start() {
        return start;
    }

    /** The state after one more symbol, given by its class in the policy. */
    DfaState step(DfaState state, int policyClass) {
        int symbolClass = own[policyClass];
        DfaState next = state.next(symbolClass);
        if (next == null) {
            next = shared(state, symbolClass, build(state, symbolClass));
        }
        return next;
    }

    /** What matches if the text ends in this state. */
    List<DfaState.Match> atEnd(DfaState state) {
        List<DfaState.Match> matches = state.atEnd();
        if (matches == null) {
            DfaStep resolved = new DfaStep(program, ages, state.afterWord(), state.atBegin());
            resolved.resolve(state, false, true);
            matches = resolved.matches();
            state.atEnd(matches);
        }
        return matches;
    }

    /** How often the states were forgotten because there were too many. */
    long flushes() {
        return flushes.get();
    }

    /** How many states were built so far. */
    long built() {
        return built.get();
    }

    int size() {
        return program.size();
    }

    private DfaState build(DfaState state, int symbolClass) {
        boolean word = wordClass[symbolClass];
        int symbol = classes.representative(symbolClass);
        DfaStep resolved = new DfaStep(program, ages, state.afterWord(), state.atBegin());
        resolved.resolve(state, word, false);
        DfaState fresh = resolved.take(symbol, word).state(classes.count());
        built.incrementAndGet();
        return fresh;
    }

    private synchronized DfaState shared(DfaState from, int symbolClass, DfaState fresh) {
        DfaState next = states.get(fresh.key());
        if (next == null) {
            if (states.size() >= cap) {
                states.clear();
                start = begin(program, ages, classes);
                flushes.incrementAndGet();
            }
            states.put(fresh.key(), fresh);
            next = fresh;
        }
        if (from == start || states.get(from.key()) == from) {
            from.link(symbolClass, next);
        }
        return next;
    }

    private static DfaState begin(PatternProgram program, boolean ages, SymbolClasses classes) {
        return new DfaStep(program, ages, false, true).seeded().state(classes.count());
    }

    List<GuardRule> rules() {
        List<GuardRule> rules = new ArrayList<>();
        for (int i = 0; i < program.size(); i++) {
            if (program.step(i) instanceof PatternProgram.Found found) {
                rules.add(found.rule());
            }
        }
        return rules;
    }
}
