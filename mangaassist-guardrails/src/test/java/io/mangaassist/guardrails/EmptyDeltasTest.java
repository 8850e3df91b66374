package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** Deltas without a character: nothing is evaluated for them, so nothing may wait for their release. */
final class EmptyDeltasTest {

    private static final ConverseStreamOutput END = ConverseStreamOutput.messageStopBuilder()
            .stopReason(StopReason.END_TURN)
            .build();

    private final ScriptedClient model = new ScriptedClient();
    private final StreamRecord record = new StreamRecord();

    @ParameterizedTest
    @EnumSource(GuardrailMode.class)
    void an_empty_text_at_the_end_does_not_hold_up_the_stream(GuardrailMode mode) {
        ends(mode, BedrockEvents.text(0, "ok"), BedrockEvents.text(0, ""), BedrockEvents.blockStop(0), END);
        assertThat(record.text()).isEqualTo("ok");
    }

    @ParameterizedTest
    @EnumSource(GuardrailMode.class)
    void an_empty_reasoning_at_the_end_does_not_hold_up_the_stream(GuardrailMode mode) {
        ends(mode, BedrockEvents.reasoning(0, "hm"), BedrockEvents.reasoning(0, ""), BedrockEvents.blockStop(0), END);
        assertThat(record.reasoning()).isEqualTo("hm");
    }

    @ParameterizedTest
    @EnumSource(GuardrailMode.class)
    void a_stream_of_nothing_but_an_empty_text_ends(GuardrailMode mode) {
        ends(mode, BedrockEvents.text(0, ""), BedrockEvents.blockStop(0), END);
    }

    private void ends(GuardrailMode mode, ConverseStreamOutput... events) {
        Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
                .meterRegistry(new SimpleMeterRegistry())
                .intents(IntentPolicy.always(mode))
                .remote(check -> CompletableFuture.completedFuture(RemoteVerdict.passed()))
                .build();
        try (guardrails) {
            CompletableFuture<Void> result = BedrockGuardrails.builder(guardrails, model)
                    .build()
                    .asyncClient()
                    .converseStream(r -> r.modelId("m"), record.handler());
            model.play(events);
            model.end();
            assertThat(record.events()).endsWith(BedrockEvents.blockStop(0), END);
            assertThat(record.terminals()).containsExactly("complete");
            assertThat(result).isCompleted();
        }
    }
}
