package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** Requests a second over about the last ten seconds, whether they were taken or not. */
final class ArrivalRate {

    private static final double WINDOW_SECONDS = 10;
    private static final double STEP_SECONDS = 0.5;

    private final Clock clock;
    private final LongAdder arrived = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private long readAt;
    private long readCount;
    private double rate;
    private double weight;

    ArrivalRate(Clock clock) {
        this.clock = clock;
        this.readAt = clock.monotonicTime();
    }

    void mark() {
        arrived.increment();
    }

    /** Folds in what came since the last reading; a reading within half a second of it repeats the last answer. */
    double perSecond() {
        lock.lock();
        try {
            double seconds = (clock.monotonicTime() - readAt) / 1e9;
            if (seconds >= STEP_SECONDS) {
                long count = arrived.sum();
                double fresh = (count - readCount) / seconds;
                double keep = Math.exp(-seconds / WINDOW_SECONDS);
                // the weight lets the first readings count in full instead of rising slowly from nothing
                weight = weight * keep + (1 - keep);
                rate = rate * keep + fresh * (1 - keep);
                readCount = count;
                readAt = clock.monotonicTime();
            }
            return weight == 0 ? 0 : rate / weight;
        } finally {
            lock.unlock();
        }
    }
}
