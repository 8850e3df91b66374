package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The gauge that tells a policy whose patterns need more states than are kept. */
final class AutomataFlushesTest {

    private static final String METER = "mangaassist.guardrail.automata.flushes";
    private static final int LENGTH = 20_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    /** What the last 17 symbols were is its state, so it has more of them than are kept. */
    private final GuardPolicy policy = GuardPolicy.parse("p", """
            {"rules":[{"id":"r","action":"block","pattern":"a[ab]{16}c"}]}""");

    @Test
    void it_stays_zero_while_the_states_that_texts_reach_fit() {
        try (Guardrails guardrails = guardrails()) {
            GuardrailAnswers.run(guardrails, "c", "ab".repeat(LENGTH / 2));
            assertThat(policy.local().built()).isBetween(1L, (long) LocalRules.STATES);
            assertThat(flushes()).as("the text is long, its states are few").isZero();
        }
    }

    @Test
    void it_grows_each_time_the_states_exceed_the_cap_and_goes_with_its_guardrail() {
        try (Guardrails guardrails = guardrails()) {
            GuardrailAnswers.run(guardrails, "c1", random(1));
            double once = flushes();
            assertThat(once)
                    .as("%d states built, %d kept", policy.local().built(), LocalRules.STATES)
                    .isBetween(1.0, (double) policy.local().built() / LocalRules.STATES);
            GuardrailAnswers.run(guardrails, "c2", random(2));
            assertThat(flushes()).isGreaterThan(once);
        }
        assertThat(registry.find(METER).gauge()).isNull();
    }

    private Guardrails guardrails() {
        return Guardrails.builder(policy).meterRegistry(registry).build();
    }

    private double flushes() {
        return registry.get(METER).gauge().value();
    }

    private static String random(long seed) {
        return new SplittableRandom(seed)
                .ints(LENGTH, 0, 2)
                .mapToObj(bit -> bit == 0 ? "a" : "b")
                .collect(Collectors.joining());
    }
}
