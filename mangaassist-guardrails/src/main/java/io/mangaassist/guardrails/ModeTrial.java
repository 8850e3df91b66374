package io.mangaassist.guardrails;

/** Collects a {@link ModeComparison}. Thread-safe. */
final class ModeTrial {

    private final RecentTimes shown = new RecentTimes();
    private final RecentTimes ifSync = new RecentTimes();
    private long answers;
    private long shownViolations;

    /** An answer has its verdict. */
    synchronized void settled(long nanosToFirstShown, long nanosToVerdict) {
        answers++;
        shown.record(nanosToFirstShown);
        ifSync.record(nanosToVerdict);
    }

    synchronized void shownViolation() {
        shownViolations++;
    }

    synchronized ModeComparison comparison() {
        return new ModeComparison(answers, shown.p95(), ifSync.p95(), shownViolations);
    }
}
