package io.mangaassist.guardrails;

import java.time.Duration;
import java.util.Arrays;

/** The last 1,000 times of something and their 95th percentile. Not thread-safe. */
final class RecentTimes {

    private static final int WINDOW = 1000;

    private final long[] nanos = new long[WINDOW];
    private long recorded;

    void record(long one) {
        nanos[(int) (recorded++ % WINDOW)] = one;
    }

    /** How many of them are known. */
    int size() {
        return (int) Math.min(WINDOW, recorded);
    }

    /** Zero while there are none. */
    Duration p95() {
        if (recorded == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, size());
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.ceil(sorted.length * 0.95) - 1]);
    }
}
