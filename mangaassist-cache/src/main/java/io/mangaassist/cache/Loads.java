package io.mangaassist.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** One piece of work per key at a time: who comes later waits for the one already under way. */
final class Loads<T> {

    private final ConcurrentMap<CacheKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * Joins the work of the key, or begins it on this thread. Cancelling the returned future cancels nobody else's
     * waiting.
     */
    CompletableFuture<T> join(CacheKey key, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others.copy();
        }
        var unused = begin(work).whenComplete((result, failure) -> {
            underWay.remove(key, mine);
            if (failure == null) {
                mine.complete(result);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.copy();
    }

    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
