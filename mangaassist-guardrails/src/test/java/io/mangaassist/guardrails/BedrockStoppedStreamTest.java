package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput.EventType;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** A stopped stream ends with metadata, once, wherever the stop comes: LangChain4j takes nothing else for the end. */
final class BedrockStoppedStreamTest {

    private static final ConverseStreamOutput END = ConverseStreamOutput.messageStopBuilder()
            .stopReason(StopReason.END_TURN)
            .build();
    private static final ConverseStreamOutput USED = ConverseStreamOutput.metadataBuilder()
            .usage(usage -> usage.inputTokens(7).outputTokens(3).totalTokens(10))
            .metrics(metrics -> metrics.latencyMs(120L))
            .build();

    private final List<ConverseStreamOutput> shown = new ArrayList<>();
    private final BedrockTranscript transcript = new BedrockTranscript(shown::add, text -> {});

    @Test
    void a_stop_in_the_text_ends_with_usage_that_is_never_null() {
        transcript.received(BedrockEvents.text(0, "see the"));
        transcript.replaced("no", false);

        assertThat(shown)
                .extracting(ConverseStreamOutput::sdkEventType)
                .containsExactly(
                        EventType.CONTENT_BLOCK_DELTA,
                        EventType.CONTENT_BLOCK_STOP,
                        EventType.MESSAGE_STOP,
                        EventType.METADATA);
        ConverseStreamMetadataEvent last = (ConverseStreamMetadataEvent) shown.get(3);
        assertThat(last.usage().inputTokens()).isZero();
        assertThat(last.usage().outputTokens()).isZero();
        assertThat(last.usage().totalTokens()).isZero();
        assertThat(last.metrics().latencyMs()).isZero();
    }

    @Test
    void a_stop_between_the_stop_event_and_the_metadata_still_ends_the_stream() {
        transcript.received(END);
        transcript.replaced("no", true);

        assertThat(shown).containsExactly(END, BedrockEvents.metadata());
    }

    @Test
    void a_stop_of_a_held_answer_tells_what_the_model_used() {
        transcript.received(BedrockEvents.text(0, "see the"));
        transcript.received(END);
        transcript.received(USED);
        transcript.replaced("no", false);

        assertThat(shown).endsWith(BedrockEvents.intervened(), USED).doesNotContain(END);
    }

    @Test
    void usage_with_gaps_is_not_passed_on() {
        transcript.received(BedrockEvents.text(0, "see the"));
        transcript.received(ConverseStreamOutput.metadataBuilder()
                .usage(usage -> usage.outputTokens(3))
                .build());
        transcript.replaced("no", false);

        assertThat(shown).endsWith(BedrockEvents.metadata());
    }

    @Test
    void a_stop_after_the_metadata_adds_nothing() {
        transcript.received(END);
        transcript.received(USED);
        transcript.replaced("no", true);

        assertThat(shown).containsExactly(END, USED);
    }
}
