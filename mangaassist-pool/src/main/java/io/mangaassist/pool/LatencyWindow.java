package io.mangaassist.pool;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** The 95th percentile of the last 256 durations, reckoned anew after every 16. */
final class LatencyWindow {

    private static final int SIZE = 256;
    private static final int REFRESH = 16;
    private static final double QUANTILE = 0.95;

    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private final long[] samples = new long[SIZE];
    private long count;

    private volatile long p95 = Long.MAX_VALUE;

    void add(long nanos) {
        lock.lock();
        try {
            samples[(int) (count++ % SIZE)] = nanos;
            if (count % REFRESH == 0) {
                int filled = (int) Math.min(count, SIZE);
                long[] sorted = Arrays.copyOf(samples, filled);
                Arrays.sort(sorted);
                p95 = sorted[(int) Math.ceil(filled * QUANTILE) - 1];
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns {@link Long#MAX_VALUE} until there are enough samples. */
    long p95Nanos() {
        return p95;
    }
}
