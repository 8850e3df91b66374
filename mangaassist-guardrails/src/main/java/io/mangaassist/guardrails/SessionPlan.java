package io.mangaassist.guardrails;

import java.util.Locale;

/** Everything that is settled about an answer before its first character. */
record SessionPlan(
        GuardPolicy policy,
        GuardrailMode mode,
        boolean remote,
        FailureMode remoteFailure,
        ChunkPlan chunks,
        boolean parallelTiers,
        String correlationId,
        String replacement) {

    static SessionPlan of(GuardPolicy policy, GuardrailParts parts, AnswerContext context) {
        GuardrailConfig config = parts.config();
        Locale locale = context.locale() == null ? config.locale() : context.locale();
        return new SessionPlan(
                policy,
                config.intents().mode(context.intent()),
                parts.remote() != null,
                config.remoteFailure(),
                config.chunks().plan(parts.calibration().tokensPerEstimate(context.model())),
                config.chunks().parallelTiers(),
                context.correlationId(),
                policy.replacement(locale));
    }

    /** Whether a check that failed ends the answer. */
    boolean failsClosed() {
        return mode == GuardrailMode.SYNC
                || (mode == GuardrailMode.GATED && policy.failureMode(remoteFailure) == FailureMode.CLOSED);
    }

    /** Whether a local tier that broke ends the answer: unless every rule that it would have kept says otherwise. */
    boolean failsClosedLocally() {
        return mode == GuardrailMode.SYNC || policy.failureMode(FailureMode.CLOSED) == FailureMode.CLOSED;
    }

    boolean evaluatesRemotely() {
        return remote && mode != GuardrailMode.OFF;
    }

    Chunker chunker() {
        int first = mode == GuardrailMode.GATED ? chunks.firstTokens() : chunks.tokens();
        return new Chunker(first, chunks.tokens(), chunks.tokensPerEstimate());
    }
}
