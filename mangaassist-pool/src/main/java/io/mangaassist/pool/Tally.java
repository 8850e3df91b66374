package io.mangaassist.pool;

import java.util.concurrent.atomic.LongAdder;

/** Counts requests that no rung answered. */
final class Tally {

    private final LongAdder degraded = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void degraded() {
        degraded.increment();
    }

    void failed() {
        failed.increment();
    }

    long degradedSoFar() {
        return degraded.sum();
    }

    long failedSoFar() {
        return failed.sum();
    }
}
