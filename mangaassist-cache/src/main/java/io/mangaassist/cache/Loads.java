package io.mangaassist.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One piece of work per key at a time: who comes later waits for the one already under way, unless that one was revoked.
 */
final class Loads<T> {

    private final ConcurrentMap<CacheKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * Joins the work of the key, or begins it on this thread. Cancelling the returned future cancels nobody else's
     * waiting.
     *
     * @param work is told how to ask whether its result may still be kept: nobody has revoked it
     */
    CompletableFuture<T> join(CacheKey key, Function<BooleanSupplier, CompletableFuture<T>> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return others.copy();
        }
        BooleanSupplier current = () -> underWay.replace(key, mine, mine); // changes nothing, tells whether it stands
        var unused = begin(work, current).whenComplete((result, failure) -> {
            underWay.remove(key, mine);
            if (failure == null) {
                mine.complete(result);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.copy();
    }

    /** Lets who waits wait on, but nobody join any more and nothing be kept. */
    void revoke(CacheKey key) {
        underWay.remove(key);
    }

    /** Revokes what is under way in a scope; returns the keys. */
    List<CacheKey> revokeAll(CacheScope scope) {
        List<CacheKey> keys = underWay.keySet().stream()
                .filter(key -> key.scope().equals(scope))
                .toList();
        keys.forEach(this::revoke);
        return keys;
    }

    private static <T> CompletableFuture<T> begin(
            Function<BooleanSupplier, CompletableFuture<T>> work, BooleanSupplier current) {
        try {
            return work.apply(current);
        } catch (Throwable failure) {
            // An Error too: whoever waits for this key must hear of it.
            return CompletableFuture.failedFuture(failure);
        }
    }
}
