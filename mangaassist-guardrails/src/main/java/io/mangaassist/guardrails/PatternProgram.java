package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;

/** Several patterns as one nondeterministic automaton: instructions, each with where to go on. Immutable once built. */
final class PatternProgram {

    /** What an instruction does. */
    sealed interface Step {}

    /** Takes one symbol of a set, goes on to the next instruction. */
    record Take(SymbolSet set) implements Step {}

    /** Goes on at both places. */
    record Fork(List<Integer> targets) implements Step {}

    /** Goes on to the next instruction if the place is right. */
    record Look(PatternNode.Place place) implements Step {}

    /** A rule has matched. */
    record Found(GuardRule rule) implements Step {}

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    void add(GuardRule rule, PatternNode pattern) {
        starts.add(steps.size());
        emit(pattern);
        steps.add(new Found(rule));
    }

    Step step(int at) {
        return steps.get(at);
    }

    int size() {
        return steps.size();
    }

    /** Where each pattern begins. */
    List<Integer> starts() {
        return starts;
    }

    /** Makes sure that the classes tell apart what this program does. */
    void split(SymbolClasses.Builder classes) {
        SymbolSet.WORD.split(classes);
        for (Step step : steps) {
            if (step instanceof Take take) {
                take.set().split(classes);
            }
        }
    }

    SymbolClasses classes() {
        SymbolClasses.Builder classes = SymbolClasses.builder();
        split(classes);
        return classes.build();
    }

    private void emit(PatternNode node) {
        if (node instanceof PatternNode.One one) {
            steps.add(new Take(one.set()));
        } else if (node instanceof PatternNode.At at) {
            steps.add(new Look(at.place()));
        } else if (node instanceof PatternNode.Sequence sequence) {
            sequence.parts().forEach(this::emit);
        } else if (node instanceof PatternNode.Choice choice) {
            emitChoice(choice.branches());
        } else if (node instanceof PatternNode.Repeat repeat) {
            emitRepeat(repeat);
        }
    }

    private void emitChoice(List<PatternNode> branches) {
        int fork = reserve();
        List<Integer> targets = new ArrayList<>();
        List<Integer> jumps = new ArrayList<>();
        for (PatternNode branch : branches) {
            targets.add(steps.size());
            emit(branch);
            jumps.add(reserve());
        }
        steps.set(fork, new Fork(targets));
        jumps.forEach(jump -> steps.set(jump, new Fork(List.of(steps.size()))));
    }

    private void emitRepeat(PatternNode.Repeat repeat) {
        for (int i = 0; i < repeat.min(); i++) {
            emit(repeat.what());
        }
        if (repeat.max() == PatternNode.UNBOUNDED) {
            int fork = reserve();
            emit(repeat.what());
            steps.add(new Fork(List.of(fork)));
            steps.set(fork, new Fork(List.of(fork + 1, steps.size())));
            return;
        }
        List<Integer> forks = new ArrayList<>();
        for (int i = repeat.min(); i < repeat.max(); i++) {
            forks.add(reserve());
            emit(repeat.what());
        }
        forks.forEach(fork -> steps.set(fork, new Fork(List.of(fork + 1, steps.size()))));
    }

    private int reserve() {
        steps.add(new Fork(List.of()));
        return steps.size() - 1;
    }
}
