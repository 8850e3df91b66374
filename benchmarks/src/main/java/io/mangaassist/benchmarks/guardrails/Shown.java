package io.mangaassist.benchmarks.guardrails;

/** What the reader of one answer saw and when, in nanoseconds since the first token was written. */
final class Shown {

    /** At 60 tokens a second. */
    static final long TOKEN_NANOS = 1_000_000_000L / 60;

    private long firstNanos = -1;
    private long lastNanos;
    private int characters;
    private boolean taken;
    private long computingNanos;

    void text(long atNanos, int count) {
        if (count > 0) {
            firstNanos = firstNanos < 0 ? atNanos : firstNanos;
            lastNanos = atNanos;
            characters += count;
        }
    }

    /** The answer was stopped or retracted. */
    void taken(long atNanos) {
        firstNanos = firstNanos < 0 ? atNanos : firstNanos;
        taken = true;
    }

    boolean isAny() {
        return firstNanos >= 0;
    }

    /** Real time, not of the model: what the library computed until something was shown. */
    void computed(long nanos) {
        computingNanos += nanos;
    }

    /** Added to the first token, be it the answer's or the replacement's. */
    long addedToFirst() {
        return firstNanos;
    }

    /** Added to the last token of an answer that was shown whole. */
    long addedToLast() {
        return lastNanos - (Samples.TOKENS - 1) * TOKEN_NANOS;
    }

    int characters() {
        return characters;
    }

    boolean isTaken() {
        return taken;
    }

    long computingNanos() {
        return computingNanos;
    }
}
