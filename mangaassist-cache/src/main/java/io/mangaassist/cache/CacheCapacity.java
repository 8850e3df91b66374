package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * How much memory a cache needs: new entries a day, times their size, times how long they live. Immutable.
 *
 * @param newPerDay entries written for the first time, a day
 * @param bytesPerEntry what one entry takes in Redis
 * @param ttl how long an entry lives
 */
public record CacheCapacity(double newPerDay, double bytesPerEntry, Duration ttl) {

    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();
    private static final double MILLIS = 1000;

    /** Checks the numbers. */
    public CacheCapacity {
        Checks.positive("newPerDay", newPerDay);
        Checks.positive("bytesPerEntry", bytesPerEntry);
        Checks.positive("ttl", ttl);
    }

    /**
     * Takes the size from entries that are in Redis, as {@code MEMORY USAGE} tells it: the allocator's rounding, key and
     * overhead included.
     *
     * @param sampledBytes sizes of entries chosen at random
     * @return the same, with their mean; unchanged if there are none
     */
    public CacheCapacity calibrated(Collection<Long> sampledBytes) {
        double mean = sampledBytes.stream().mapToLong(Long::longValue).average().orElse(bytesPerEntry);
        return new CacheCapacity(newPerDay, mean, ttl);
    }

    /**
     * Returns how many entries are alive at a time.
     *
     * @return entries
     */
    public double liveEntries() {
        return newPerDay * ttl.toMillis() / MILLIS / DAY_SECONDS;
    }

    /**
     * Returns the memory for the live entries.
     *
     * @return bytes
     */
    public double bytesNeeded() {
        return liveEntries() * bytesPerEntry;
    }

    /**
     * Tells when memory will be filled to a share at the rate now observed.
     *
     * @param share the alarm's, 0 to 1; the runbook's is 0.75
     * @param usedBytes used now
     * @param maxBytes the limit
     * @param bytesPerSecond by how much it grows
     * @return zero if it is already; nothing if it never will
     */
    public static Optional<Duration> timeUntil(double share, long usedBytes, long maxBytes, double bytesPerSecond) {
        double missing = share * maxBytes - usedBytes;
        if (missing <= 0) {
            return Optional.of(Duration.ZERO);
        }
        return bytesPerSecond <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) Math.min(missing / bytesPerSecond, Integer.MAX_VALUE)));
    }
}
