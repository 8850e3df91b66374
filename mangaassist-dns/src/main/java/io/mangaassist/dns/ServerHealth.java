package io.mangaassist.dns;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What one name server has lately been like. After a few faults in a row it counts as unhealthy and is asked last; some
 * seconds later one lookup tries it first again. It is never left out altogether: a wrong guess here must not fail a
 * lookup.
 */
final class ServerHealth {

    /** One lost packet is nothing, and three in a row are more than chance at any loss rate worth living with. */
    static final int FAULTS_TO_OPEN = 3;

    /** Shorter than the longest wait between failed refreshes, so that a healed server is found by the next one. */
    static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long SHORTEST_HEDGE = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long LONGEST_HEDGE = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int WINDOW = 64;

    private final long[] latencies = new long[WINDOW];
    private int recorded;
    private int faults;
    private long openUntil;
    private volatile long hedgeDelay = SHORTEST_HEDGE;

    synchronized void record(Verdict verdict, long nanos, long now) {
        if (verdict.isServerFault()) {
            faults++;
            if (faults >= FAULTS_TO_OPEN) {
                openUntil = now + OPEN_NANOS;
            }
        } else {
            faults = 0;
        }
        if (verdict != Verdict.UNREACHABLE) {
            latencies[recorded++ % WINDOW] = nanos;
            hedgeDelay = Math.min(Math.max(p95(), SHORTEST_HEDGE), LONGEST_HEDGE);
        }
    }

    /** Says whether it may be asked first. After the open time it may, until its next fault. */
    synchronized boolean isHealthy(long now) {
        return faults < FAULTS_TO_OPEN || now - openUntil >= 0;
    }

    /** Returns the 95th percentile of the latest answers, within 80 and 300 ms. */
    long hedgeDelay() {
        return hedgeDelay;
    }

    private long p95() {
        int count = Math.min(recorded, WINDOW);
        long[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(count * 0.95) - 1];
    }
}
