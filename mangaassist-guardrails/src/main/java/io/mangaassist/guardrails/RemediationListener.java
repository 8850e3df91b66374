package io.mangaassist.guardrails;

/**
 * Undoes what was shown: sends a follow-up message, takes the answer out of history and caches, files it for review.
 *
 * <p>Called once for each answer that was stopped or retracted, on the thread that brought the verdict; must not block.
 * One that throws is logged and breaks nothing.
 */
@FunctionalInterface
public interface RemediationListener {

    /** An answer was taken away. */
    void remediate(Remediation remediation);
}
