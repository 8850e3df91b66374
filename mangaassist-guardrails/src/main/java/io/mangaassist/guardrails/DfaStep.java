package io.mangaassist.guardrails;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes one state of a {@link LazyDfa} from another, thread by thread. Used once. */
final class DfaStep {

    private static final int ABSENT = -1;

    private final PatternProgram program;
    private final boolean ages;
    private final boolean afterWord;
    private final boolean atBegin;
    private final int[] age;
    private final Deque<Integer> pending = new ArrayDeque<>();
    private final List<DfaState.Match> matches = new ArrayList<>();
    private List<DfaState.Match> late = List.of();

    DfaStep(PatternProgram program, boolean ages, boolean afterWord, boolean atBegin) {
        this.program = program;
        this.ages = ages;
        this.afterWord = afterWord;
        this.atBegin = atBegin;
        this.age = new int[program.size()];
        Arrays.fill(age, ABSENT);
    }

    /** Starts a thread of every pattern here. */
    DfaStep seeded() {
        program.starts().forEach(start -> thread(start, 0));
        return this;
    }

    /** Takes over the threads of a state and lets those go on that waited to know what follows. */
    void resolve(DfaState state, boolean wordFollows, boolean endFollows) {
        List<Integer> threads = state.threads();
        for (int i = 0; i < threads.size(); i += 2) {
            thread(threads.get(i), threads.get(i + 1));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int at = 0; at < age.length; at++) {
                if (age[at] != ABSENT
                        && program.step(at) instanceof PatternProgram.Look look
                        && holds(look.place(), wordFollows, endFollows)
                        && age[at] > (age[at + 1] == ABSENT ? ABSENT : age[at + 1])) {
                    thread(at + 1, age[at]);
                    changed = true;
                }
            }
        }
    }

    /** The step that follows when a symbol is taken. */
    DfaStep take(int symbol, boolean word) {
        DfaStep next = new DfaStep(program, ages, word, false);
        for (int at = 0; at < age.length; at++) {
            if (age[at] != ABSENT
                    && program.step(at) instanceof PatternProgram.Take take
                    && take.set().contains(symbol)) {
                next.thread(at + 1, ages ? age[at] + 1 : 0);
            }
        }
        next.late = matches();
        return next.seeded();
    }

    /** What has matched so far, the longest match of each rule. */
    List<DfaState.Match> matches() {
        Map<String, DfaState.Match> longest = new LinkedHashMap<>();
        for (DfaState.Match match : matches) {
            longest.merge(match.rule().id(), match, (a, b) -> a.length() >= b.length() ? a : b);
        }
        return List.copyOf(longest.values());
    }

    DfaState state(int classes) {
        List<Integer> threads = new ArrayList<>();
        int hold = 0;
        for (int at = 0; at < age.length; at++) {
            PatternProgram.Step step = program.step(at);
            if (age[at] != ABSENT && (step instanceof PatternProgram.Take || step instanceof PatternProgram.Look)) {
                threads.add(at);
                threads.add(age[at]);
                hold = Math.max(hold, age[at]);
            }
        }
        return new DfaState(new DfaState.Key(List.copyOf(threads), afterWord, atBegin, matches(), late), hold, classes);
    }

    private boolean holds(PatternNode.Place place, boolean wordFollows, boolean endFollows) {
        return switch (place) {
            case BEGIN -> atBegin;
            case END -> endFollows;
            case WORD_BORDER -> afterWord != (wordFollows && !endFollows);
        };
    }

    /** Adds a thread and all places it reaches without taking a symbol; of two threads at one place the older counts. */
    private void thread(int place, int itsAge) {
        pending.push(place);
        while (!pending.isEmpty()) {
            int at = pending.pop();
            if (age[at] >= itsAge) {
                continue;
            }
            age[at] = itsAge;
            PatternProgram.Step step = program.step(at);
            if (step instanceof PatternProgram.Fork fork) {
                fork.targets().forEach(pending::push);
            } else if (step instanceof PatternProgram.Found found) {
                matches.add(new DfaState.Match(found.rule(), ages ? itsAge : LocalRules.UNKNOWN_LENGTH));
            } else if (step instanceof PatternProgram.Look look
                    && look.place() == PatternNode.Place.BEGIN
                    && !atBegin) {
                age[at] = ABSENT; // can never hold again
            }
        }
    }
}
