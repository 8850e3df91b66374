package io.mangaassist.guardrails;

import java.time.Duration;

/**
 * What answering synchronously would have cost and saved, by the answers that were given GATED or ASYNC and judged by the
 * remote tier: the comparison for which nobody has to be kept waiting.
 *
 * @param answers answers that were compared
 * @param shownP95 95th percentile, over the last 1,000, of the time from the first text received to the first text shown
 * @param ifSyncP95 the same if each answer had waited for its end and its last verdict
 * @param shownViolations answers taken away by the remote tier after some of them had been shown: synchronous ones would
 *     have shown nothing
 */
public record ModeComparison(long answers, Duration shownP95, Duration ifSyncP95, long shownViolations) {}
