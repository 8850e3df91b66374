package io.mangaassist.cache;

import org.jspecify.annotations.Nullable;

/**
 * What the near cache knows of a key: its value or, with none, that it was invalidated.
 *
 * @param value the value, null for an invalidated key
 * @param weight bytes on the heap, estimated
 * @param freshUntil monotonic nanoseconds until which Redis need not be asked
 * @param keptUntil monotonic nanoseconds until which the entry may stand in for a Redis that does not answer
 */
record NearEntry<V>(@Nullable V value, int weight, long freshUntil, long keptUntil) {

    boolean isFresh(long now) {
        return freshUntil - now > 0;
    }
}
