package io.mangaassist.dns;

import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to look again. Everything is spread by chance, so that many tasks started together do not ask together.
 *
 * @param minTtl the shortest time an answer counts as fresh
 * @param maxTtl the longest
 * @param negativeTtl how long a failed cold lookup is not repeated
 * @param firstRetry the wait after a first failed refresh; it doubles with each further one
 * @param lastRetry the longest wait between failed refreshes
 * @param chance uniform in [0, 1)
 */
record RefreshTimes(
        LiveSetting<Duration> minTtl,
        LiveSetting<Duration> maxTtl,
        Duration negativeTtl,
        Duration firstRetry,
        Duration lastRetry,
        DoubleSupplier chance) {

    private static final double EARLIEST = 0.7;
    private static final double LATEST = 0.9;

    /** RFC 2181 section 8: a TTL with the top bit set counts as zero. */
    private static final long TOP_BIT_SECONDS = 1L << 31;

    long freshNanos(Duration ttl) {
        Duration sane = ttl.toSeconds() >= TOP_BIT_SECONDS ? Duration.ZERO : ttl;
        long capped = Math.min(sane.toNanos(), maxTtl.get().toNanos());
        return Math.max(capped, shortestNanos());
    }

    /** Returns the shortest time an answer counts as fresh; it wins over the longest if they are set the wrong way round. */
    long shortestNanos() {
        return minTtl.get().toNanos();
    }

    /** Refreshes at 70 to 90 % of the time-to-live. */
    long refreshDelay(long freshNanos) {
        return (long) (freshNanos * (EARLIEST + (LATEST - EARLIEST) * chance.getAsDouble()));
    }

    /** Waits between half and the whole of a time that doubles with each failure. */
    long retryDelay(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 20);
        long whole = Math.min(firstRetry.toNanos() << doublings, lastRetry.toNanos());
        return (long) (whole * (0.5 + 0.5 * chance.getAsDouble()));
    }
}
