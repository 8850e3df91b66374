package io.mangaassist.cache;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the vectors of known questions lie and are searched. Never throws and never waits. */
interface VectorShelf {

    /** Finds the nearest question of the scope; null if there is none or the search did not answer. Never fails. */
    CompletableFuture<@Nullable Neighbour> nearest(CacheScope scope, float[] unit);

    void add(VectorEntry entry);

    /** Removes a question's vector, here and in Redis. */
    void remove(CacheKey key, long mark);

    /** Takes note that the answer of a question has ended. */
    void forget(CacheKey key);

    /** Takes note that a scope is being erased from Redis. */
    void forget(CacheScope scope);

    /** Ends what the shelf has started. */
    void close();
}
