package io.mangaassist.guardrails;

import java.time.Duration;

/**
 * How a candidate policy compares with the enforced one so far. The candidate changes no answer.
 *
 * @param candidate its version
 * @param answers answers both were tried on
 * @param agreed answers on which both came to the same end
 * @param stricter answers only the candidate would have stopped
 * @param laxer answers only the enforced policy stopped by its local tier
 * @param enforcedP95 95th percentile of the enforced policy's local time per answer, over the last 1,000
 * @param candidateP95 the same of the candidate
 * @param ended whether the trial ended because the candidate was slower than its budget
 */
public record ShadowReport(
        String candidate,
        long answers,
        long agreed,
        long stricter,
        long laxer,
        Duration enforcedP95,
        Duration candidateP95,
        boolean ended) {}
