package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A limit that follows the caller's algorithm. One that throws leaves the limit as it is. */
final class SampledLimit implements EffectiveLimit {

    private static final Logger LOG = LoggerFactory.getLogger(SampledLimit.class);

    private final PermitPool permits;
    private final LimitAlgorithm algorithm;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private int most;
    private int wanted;

    SampledLimit(PermitPool permits, LimitAlgorithm algorithm) {
        this.permits = permits;
        this.algorithm = algorithm;
        this.most = permits.limit();
        this.wanted = Integer.MAX_VALUE;
    }

    @Override
    public void configure(int newMost) {
        lock.lock();
        try {
            most = newMost;
            apply();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void throttled(long startNanos, long nanos) {
        learn(startNanos, nanos, true);
    }

    @Override
    public void answered(long startNanos, long nanos) {
        learn(startNanos, nanos, false);
    }

    private void learn(long startNanos, long nanos, boolean throttled) {
        LimitAlgorithm.Call call = new LimitAlgorithm.Call(startNanos, nanos, Math.max(1, permits.active()), throttled);
        Guard.safely(LOG, "A limit algorithm", () -> want(algorithm.after(call)));
    }

    private void want(int limit) {
        lock.lock();
        try {
            wanted = Math.max(1, limit);
            apply();
        } finally {
            lock.unlock();
        }
    }

    private void apply() {
        int limit = Math.min(most, wanted);
        if (limit != permits.limit()) {
            permits.resize(limit);
        }
    }
}
