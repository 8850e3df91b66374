package io.mangaassist.guardrails;

import java.time.Duration;

/**
 * How a candidate for the remote tier compares with the enforced one so far, check by check. The candidate changes no
 * answer.
 *
 * @param checks checks on which both gave a verdict
 * @param agreed of these, with the same verdict
 * @param stricter of these, a violation only for the candidate
 * @param laxer of these, a violation only for the enforced one
 * @param failed checks on which the candidate or the enforced one gave none
 * @param skipped checks of the sample that the quota had no share to spare for
 * @param enforcedP95 95th percentile of the enforced one's time for a check, over the last 1,000
 * @param candidateP95 the same of the candidate
 * @param enforcedTextUnits billed for the checks that both were asked about
 * @param candidateTextUnits the same for the candidate: the difference is what it would cost more
 * @param ended whether the trial ended because the candidate was slower than its budget
 */
public record RemoteShadowReport(
        long checks,
        long agreed,
        long stricter,
        long laxer,
        long failed,
        long skipped,
        Duration enforcedP95,
        Duration candidateP95,
        long enforcedTextUnits,
        long candidateTextUnits,
        boolean ended) {}
