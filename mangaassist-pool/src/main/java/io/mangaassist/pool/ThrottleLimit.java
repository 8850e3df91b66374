package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lowers the permits of a rung while Bedrock throttles it, and gives them back slowly: a 429 cuts them to seven tenths of
 * what was in use, at most once a second since the 429s of one second tell the same thing; then each answer adds a
 * fraction, so that the limit grows by one for every full round of answers (additive increase, multiplicative decrease).
 */
final class ThrottleLimit implements EffectiveLimit {

    private static final double DECREASE = 0.7;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PermitPool permits;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private int configured;
    private double limit;
    private long lastCut;
    private boolean cutBefore;

    private volatile boolean lowered;

    ThrottleLimit(PermitPool permits, Clock clock) {
        this.permits = permits;
        this.clock = clock;
        this.configured = permits.limit();
        this.limit = configured;
    }

    /** Without throttling it holds at once. */
    @Override
    public void configure(int newLimit) {
        lock.lock();
        try {
            limit = lowered ? Math.min(limit, newLimit) : newLimit;
            configured = newLimit;
            apply();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void throttled(long startNanos, long nanos) {
        lock.lock();
        try {
            long now = clock.monotonicTime();
            if (cutBefore && now - lastCut < PAUSE_NANOS) {
                return;
            }
            cutBefore = true;
            lastCut = now;
            int inUse = Math.max(1, Math.min(permits.active(), configured));
            limit = Math.max(1, Math.min(limit, inUse) * DECREASE);
            apply();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answered(long startNanos, long nanos) {
        if (!lowered) {
            return;
        }
        lock.lock();
        try {
            limit = Math.min(configured, limit + 1 / limit);
            apply();
        } finally {
            lock.unlock();
        }
    }

    private void apply() {
        lowered = limit < configured;
        permits.resize((int) limit);
    }
}
