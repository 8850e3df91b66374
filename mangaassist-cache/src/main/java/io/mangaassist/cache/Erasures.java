package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scopes being erased. What was offered before the erasure is not sent any more; when the last of what was already sent
 * has ended, the keys in Redis are walked over and removed, again and again until that has succeeded. {@link #turn}
 * belongs to the writer's thread.
 */
final class Erasures {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final KeyWalk walk;
    private final Clock clock;
    private final ConcurrentMap<CacheScope, Erasure> running = new ConcurrentHashMap<>();

    Erasures(KeyWalk walk, Clock clock) {
        this.walk = walk;
        this.clock = clock;
    }

    /** Begins an erasure; one that is running begins anew, since something may have been written since. */
    CompletableFuture<@Nullable Void> begin(CacheScope scope) {
        Erasure erasure = new Erasure(clock.monotonicTime());
        Erasure before = running.put(scope, erasure);
        if (before != null) {
            var unused = erasure.done.thenAccept(before.done::complete);
        }
        return erasure.done.copy();
    }

    boolean isRunning(CacheScope scope) {
        return !running.isEmpty() && running.containsKey(scope);
    }

    /** Tells whether an entry offered at that time must not be sent any more. */
    boolean forbids(CacheScope scope, long offeredAt) {
        Erasure erasure = running.isEmpty() ? null : running.get(scope);
        return erasure != null && offeredAt - erasure.since <= 0;
    }

    /** Does what can be done now; {@code oldest} is the age in nanoseconds of the oldest write in flight. */
    void turn(long oldest) {
        if (running.isEmpty()) {
            return;
        }
        long now = clock.monotonicTime();
        running.forEach((scope, erasure) -> {
            if (erasure.walking == null) {
                if (now - oldest - erasure.since > 0 && now - erasure.nextAt >= 0) {
                    erasure.walking = walk.remove(scope.prefix());
                }
            } else if (erasure.walking.isDone()) {
                end(scope, erasure, now);
            }
        });
    }

    private void end(CacheScope scope, Erasure erasure, long now) {
        if (erasure.walking != null && erasure.walking.isCompletedExceptionally()) {
            erasure.walking = null;
            erasure.nextAt = now + PAUSE_NANOS;
        } else if (running.remove(scope, erasure)) {
            erasure.done.complete(null);
        }
    }

    /** What is not done will not be: says so. */
    void close() {
        running.values().forEach(erasure -> erasure.done.cancel(false));
        running.clear();
    }

    private static final class Erasure {

        private final long since;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private @Nullable CompletableFuture<?> walking;
        private long nextAt;

        Erasure(long since) {
            this.since = since;
            this.nextAt = since;
        }
    }
}
