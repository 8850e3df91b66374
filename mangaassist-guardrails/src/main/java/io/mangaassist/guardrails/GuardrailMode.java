package io.mangaassist.guardrails;

/** How long an answer waits for its verdicts. Each mode says what it promises and what it cannot. */
public enum GuardrailMode {
    /**
     * Nothing is shown before the whole answer, tool arguments included, has passed both tiers.
     *
     * <p>Promises: no character of an answer that fails is ever shown; a check that fails or is late closes the answer.
     * Costs: the first token waits for the last one and for the verdict. For orders, payments and the like.
     */
    SYNC,
    /**
     * Text is shown chunk by chunk, each after its verdict.
     *
     * <p>Promises: no chunk is shown before both tiers passed it. Cannot promise: that the beginning of a violation which
     * only the remote tier knows, and which spans two chunks, was not in the chunk before. Costs: one evaluation on the
     * first chunk; later ones overlap with generation.
     */
    GATED,
    /**
     * Text is shown as soon as the local tier has passed it; the remote tier follows behind.
     *
     * <p>Promises: no character of a violation listed in the policy is shown. Cannot promise: that a violation which only
     * the remote tier knows was not shown before its verdict; then the stream is stopped, or, when it has ended, the
     * {@link RemediationListener} told. The leak is bounded by one chunk plus what is generated during one evaluation.
     */
    ASYNC,
    /** Nothing is evaluated. Promises nothing, and says so in every certificate. */
    OFF;

    /** The tag value: the name in lower case. */
    String tag() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
