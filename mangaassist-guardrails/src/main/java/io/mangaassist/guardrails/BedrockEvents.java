package io.mangaassist.guardrails;

import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** The stream events that a guardrail makes itself. */
final class BedrockEvents {

    private BedrockEvents() {}

    static ConverseStreamOutput text(int block, String text) {
        return delta(block, ContentBlockDelta.fromText(text));
    }

    static ConverseStreamOutput reasoning(int block, String text) {
        return delta(block, ContentBlockDelta.fromReasoningContent(ReasoningContentBlockDelta.fromText(text)));
    }

    static ConverseStreamOutput blockStop(int block) {
        return ConverseStreamOutput.contentBlockStopBuilder()
                .contentBlockIndex(block)
                .build();
    }

    static ConverseStreamOutput intervened() {
        return ConverseStreamOutput.messageStopBuilder()
                .stopReason(StopReason.GUARDRAIL_INTERVENED)
                .build();
    }

    /** The end of a stream whose model was cancelled before it told what it had used. */
    static ConverseStreamOutput metadata() {
        return ConverseStreamOutput.metadataBuilder()
                .usage(usage -> usage.inputTokens(0).outputTokens(0).totalTokens(0))
                .metrics(metrics -> metrics.latencyMs(0L))
                .build();
    }

    private static ConverseStreamOutput delta(int block, ContentBlockDelta delta) {
        return ConverseStreamOutput.contentBlockDeltaBuilder()
                .contentBlockIndex(block)
                .delta(delta)
                .build();
    }
}
