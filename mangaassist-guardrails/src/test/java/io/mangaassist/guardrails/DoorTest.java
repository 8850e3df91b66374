package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.DoorContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DoorTest {

    @Test
    void a_closed_guardrail_leaves_nothing_behind() throws Exception {
        DoorContract.check(registry ->
                Guardrails.builder(GuardPolicy.empty()).meterRegistry(registry).build());
    }

    @Test
    void an_impossible_setting_is_refused_with_its_name_its_rule_and_its_value() {
        assertThatThrownBy(() -> builder().chunkTokens(5).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("chunkTokens must be between 10 and 5000, was 5");
        assertThatThrownBy(() -> builder().gatedLimit(Duration.ZERO).build())
                .hasMessage("gatedLimit must be > 0, was PT0S");
        assertThatThrownBy(() -> builder().name(" ").build()).hasMessageContaining("name must be not blank");
    }

    private static Guardrails.Builder builder() {
        return Guardrails.builder(GuardPolicy.empty());
    }
}
