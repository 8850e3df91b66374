package io.mangaassist.dns;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker of one name server, and how fast it has been. After a few faults in a row the breaker is open; some
 * seconds later one lookup may probe the server, and then again one at a time, until a sound answer closes it.
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

    /** What a lookup may do with the server. */
    enum Standing {
        /** Ask it in its turn. */
        CLOSED,
        /** Ask it beside another one, to see whether it has healed. */
        PROBE,
        /** Ask it only when all others have failed. */
        OPEN
    }

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

    /** Says what a lookup that starts now may do. Who is told to probe must do so: nobody else is told for a while. */
    synchronized Standing admit(long now) {
        if (!isOpen()) {
            return Standing.CLOSED;
        }
        if (now - openUntil < 0) {
            return Standing.OPEN;
        }
        openUntil = now + OPEN_NANOS;
        return Standing.PROBE;
    }

    /** Says whether nothing sound has come since the breaker opened. */
    synchronized boolean isOpen() {
        return faults >= FAULTS_TO_OPEN;
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
