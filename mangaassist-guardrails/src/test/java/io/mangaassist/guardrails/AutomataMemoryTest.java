package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** States that were forgotten are held by nobody but the scans that still stand in them. */
final class AutomataMemoryTest {

    private static final int CAP = 16;

    private final SplittableRandom random = new SplittableRandom(1);
    private final SymbolClasses classes;
    private final LazyDfa automaton;

    AutomataMemoryTest() {
        GuardRule rule = GuardPolicy.parse("p", """
                        {"rules":[{"id":"r","action":"block","pattern":"a[ab]{12}c"}]}""").rules().get(0);
        PatternProgram program = new PatternProgram();
        RulePattern.of(rule).forEach(pattern -> program.add(rule, pattern));
        SymbolClasses.Builder builder = SymbolClasses.builder();
        program.split(builder);
        this.classes = builder.build();
        this.automaton = new LazyDfa(program, classes, true, CAP);
    }

    @Test
    void a_flush_lets_go_of_the_states_before_it() {
        WeakReference<DfaState> old = new WeakReference<>(automaton.step(automaton.start(), classes.of('a')));
        scanUntilFlushed(1);
        for (int i = 0; i < 20 && old.get() != null; i++) {
            System.gc();
        }
        assertThat(old.get()).as("a state of before the flush").isNull();
    }

    @Test
    void links_among_the_states_that_are_kept_are_remembered() {
        scanUntilFlushed(1);
        DfaState first = automaton.step(automaton.start(), classes.of('a'));
        assertThat(automaton.step(automaton.start(), classes.of('a'))).isSameAs(first);
        long built = automaton.built();
        automaton.step(automaton.start(), classes.of('a'));
        assertThat(automaton.built()).isEqualTo(built);
    }

    private void scanUntilFlushed(int times) {
        long until = automaton.flushes() + times;
        DfaState state = automaton.start();
        while (automaton.flushes() < until) {
            state = automaton.step(state, classes.of(random.nextBoolean() ? 'a' : 'b'));
        }
    }
}
