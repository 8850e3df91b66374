package io.mangaassist.pool;

import java.util.concurrent.atomic.AtomicLong;

/** An exponentially weighted mean of durations that follows a change within some tens of samples. Thread-safe. */
final class MovingMean {

    /** Weight of a new sample: half of the mean comes from the last 13. */
    private static final double WEIGHT = 0.05;

    /** Bits of the mean in nanoseconds. */
    private final AtomicLong bits;

    MovingMean(long initialNanos) {
        bits = new AtomicLong(Double.doubleToRawLongBits((double) initialNanos));
    }

    void add(long nanos) {
        long old;
        long changed;
        do {
            old = bits.get();
            double mean = Double.longBitsToDouble(old);
            changed = Double.doubleToRawLongBits(mean + WEIGHT * (nanos - mean));
        } while (!bits.compareAndSet(old, changed));
    }

    long nanos() {
        return (long) Double.longBitsToDouble(bits.get());
    }
}
