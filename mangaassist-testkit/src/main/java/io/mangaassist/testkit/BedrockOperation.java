package io.mangaassist.testkit;

/** An operation of the Bedrock Runtime wire that {@link BedrockSimulator} answers. */
public enum BedrockOperation {
    /** One answer in one piece, in Bedrock's own message format. */
    CONVERSE,
    /** An answer as a stream of events, in Bedrock's own message format. */
    CONVERSE_STREAM,
    /** One answer in one piece, in the model family's format (Claude messages). */
    INVOKE_MODEL,
    /** An answer as a stream of chunks, in the model family's format (Claude messages). */
    INVOKE_MODEL_WITH_RESPONSE_STREAM,
    /** A text judged by a guardrail. */
    APPLY_GUARDRAIL,
    /** Messages scored by checks without a guardrail resource. */
    INVOKE_GUARDRAIL_CHECKS;

    boolean streams() {
        return this == CONVERSE_STREAM || this == INVOKE_MODEL_WITH_RESPONSE_STREAM;
    }

    boolean isConverse() {
        return this == CONVERSE || this == CONVERSE_STREAM;
    }

    boolean isGuardrail() {
        return this == APPLY_GUARDRAIL || this == INVOKE_GUARDRAIL_CHECKS;
    }
}
