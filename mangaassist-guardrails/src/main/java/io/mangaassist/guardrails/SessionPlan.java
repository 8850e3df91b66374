package io.mangaassist.guardrails;

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

    /** Whether a check that failed ends the answer. */
    boolean failsClosed() {
        return mode == GuardrailMode.SYNC || (mode == GuardrailMode.GATED && remoteFailure == FailureMode.CLOSED);
    }

    boolean evaluatesRemotely() {
        return remote && mode != GuardrailMode.OFF;
    }

    Chunker chunker() {
        int first = mode == GuardrailMode.GATED ? chunks.firstTokens() : chunks.tokens();
        return new Chunker(first, chunks.tokens(), chunks.tokensPerEstimate());
    }
}
