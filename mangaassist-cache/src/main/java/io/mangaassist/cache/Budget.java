package io.mangaassist.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The queue's two bounds, never exceeded, not even for a moment: reserve first, then queue. */
final class Budget {

    private final int maxEntries;
    private final long maxBytes;
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    Budget(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    boolean reserve(int weight) {
        if (entries.getAndIncrement() >= maxEntries) {
            entries.getAndDecrement();
            return false;
        }
        if (!reserveBytes(weight)) {
            entries.getAndDecrement();
            return false;
        }
        return true;
    }

    /** Reserves the difference when an entry is replaced by a heavier one; a negative difference always succeeds. */
    boolean reserveBytes(int difference) {
        if (bytes.addAndGet(difference) > maxBytes && difference > 0) {
            bytes.addAndGet(-difference);
            return false;
        }
        return true;
    }

    void release(int weight) {
        bytes.addAndGet(-weight);
        entries.getAndDecrement();
    }

    void releaseBytes(int difference) {
        bytes.addAndGet(-difference);
    }

    /** Tells whether less than an eighth of either bound is free. */
    boolean isNearlyFull() {
        return entries.get() > maxEntries - maxEntries / 8 || bytes.get() > maxBytes - maxBytes / 8;
    }

    boolean isHalfFull() {
        return entries.get() > maxEntries / 2 || bytes.get() > maxBytes / 2;
    }

    int entries() {
        return entries.get();
    }

    long bytes() {
        return bytes.get();
    }

    int maxEntries() {
        return maxEntries;
    }
}
