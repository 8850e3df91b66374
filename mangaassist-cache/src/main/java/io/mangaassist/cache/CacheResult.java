package io.mangaassist.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a lookup found, and where.
 *
 * @param source where the value came from
 * @param value the value, null only for {@link Source#MISS}
 * @param <V> the type of the values
 */
public record CacheResult<V>(Source source, @Nullable V value) {

    /** Where a value came from. */
    public enum Source {
        /** This process' memory. */
        NEAR,
        /** Redis. */
        REMOTE,
        /** This process' memory, past its time there, because Redis did not answer. */
        STALE,
        /** Nowhere, or Redis did not answer in time. */
        MISS
    }

    private static final CacheResult<?> NOTHING = new CacheResult<>(Source.MISS, null);

    /**
     * Returns the miss.
     *
     * @param <V> any type
     * @return a result without a value
     */
    @SuppressWarnings("unchecked") // holds no value
    public static <V> CacheResult<V> miss() {
        return (CacheResult<V>) NOTHING;
    }

    /**
     * Tells whether there is a value.
     *
     * @return false for a miss
     */
    public boolean isHit() {
        return source != Source.MISS;
    }

    /** Shows the source; the value stays out of logs. */
    @Override
    public String toString() {
        return "CacheResult{" + source + "}";
    }
}
