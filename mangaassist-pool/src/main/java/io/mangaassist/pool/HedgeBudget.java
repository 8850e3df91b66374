package io.mangaassist.pool;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Allows a hedge for a fixed part of the requests, so that hedging stops by itself when everything is slow. Counted in
 * millionths of a hedge.
 */
final class HedgeBudget {

    private static final long ONE = 1_000_000;
    /** What a quiet time may save up. */
    private static final long MOST = 10 * ONE;

    private final long perRequest;
    private final AtomicLong saved = new AtomicLong();

    HedgeBudget(double share) {
        this.perRequest = (long) (share * ONE);
    }

    boolean isOn() {
        return perRequest > 0;
    }

    void request() {
        if (perRequest > 0 && saved.get() < MOST) {
            saved.addAndGet(perRequest);
        }
    }

    boolean take() {
        long old;
        do {
            old = saved.get();
            if (old < ONE) {
                return false;
            }
        } while (!saved.compareAndSet(old, old - ONE));
        return true;
    }
}
