package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ShadowTest {

    private static final GuardPolicy ENFORCED = Policies.literals(RuleAction.BLOCK, "alpha", "beta");
    private static final GuardPolicy CANDIDATE = Policies.literals(RuleAction.BLOCK, "beta", "gamma");

    @Test
    void a_candidate_changes_no_answer_and_its_differences_are_counted() {
        try (Guardrails guardrails = guardrails(Duration.ofSeconds(10))) {
            for (String text : new String[] {"alpha", "beta", "gamma", "delta"}) {
                GuardrailAnswers.run(guardrails, text, text);
            }
            ShadowReport report = guardrails.shadow().orElseThrow();
            assertThat(report.answers()).isEqualTo(4);
            assertThat(report.stricter()).as("gamma").isEqualTo(1);
            assertThat(report.laxer()).as("alpha").isEqualTo(1);
            assertThat(guardrails.snapshot().stopped())
                    .as("alpha and beta, not gamma")
                    .isEqualTo(2);
        }
    }

    @Test
    void a_candidate_over_its_budget_ends_its_trial_and_only_that() {
        try (Guardrails guardrails = guardrails(Duration.ofNanos(1))) {
            for (int i = 0; i < 300; i++) {
                GuardrailAnswers.run(guardrails, "c" + i, "delta");
            }
            ShadowReport report = guardrails.shadow().orElseThrow();
            assertThat(report.ended()).isTrue();
            assertThat(report.answers()).isEqualTo(100);
            assertThat(guardrails.snapshot().clean()).isEqualTo(300);
        }
    }

    private static Guardrails guardrails(Duration budget) {
        return Guardrails.builder(ENFORCED)
                .meterRegistry(new SimpleMeterRegistry())
                .shadow(CANDIDATE, 1, budget)
                .build();
    }
}
