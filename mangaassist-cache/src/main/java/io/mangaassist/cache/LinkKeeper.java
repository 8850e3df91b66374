package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection to one node: connects, connects again with growing pauses, and never waits. Belongs to one
 * thread, which calls {@link #current} again and again.
 */
final class LinkKeeper {

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Short, so that a restarted Redis is found at once; one small handshake a second harms nobody. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RedisNode node;
    private final RedisNodes nodes;
    private final NodeHealth health;
    private final Clock clock;

    private @Nullable RedisLink link;
    private @Nullable CompletableFuture<RedisLink> connecting;
    private long nextAttemptAt;
    private long pause = FIRST_PAUSE_NANOS;

    LinkKeeper(RedisNode node, RedisNodes nodes, NodeHealth health, Clock clock) {
        this.node = node;
        this.nodes = nodes;
        this.health = health;
        this.clock = clock;
        this.nextAttemptAt = clock.monotonicTime();
    }

    /** Returns the open connection, if there is one; otherwise sees to it that there will be. */
    @Nullable
    RedisLink current() {
        RedisLink held = link;
        if (held != null && held.isOpen()) {
            return held;
        }
        link = null;
        if (connecting != null && connecting.isDone()) {
            return arrived(connecting);
        }
        if (connecting == null && clock.monotonicTime() - nextAttemptAt >= 0) {
            connecting = nodes.connect(node).toCompletableFuture();
        }
        return null;
    }

    private @Nullable RedisLink arrived(CompletableFuture<RedisLink> attempt) {
        connecting = null;
        nextAttemptAt = clock.monotonicTime() + ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        try {
            link = attempt.join();
            nodes.outages().of(node).connected();
            pause = FIRST_PAUSE_NANOS;
            return link;
        } catch (CompletionException failure) {
            RedisFault fault =
                    failure.getCause() instanceof RedisFaultException known ? known.fault() : RedisFault.OTHER;
            health.fault(fault);
            nodes.outages().of(node).notConnected(fault);
            nodes.layoutChanged();
            return null;
        }
    }

    /** Tells whether an attempt has failed since the last connection. */
    boolean hasFailed() {
        return pause > FIRST_PAUSE_NANOS;
    }

    /** Forgets the connection, which somebody else closes. */
    void forget() {
        link = null;
    }

    /** Closes a connection that may still arrive. */
    void close() {
        if (connecting != null) {
            var unused = connecting.thenAccept(late -> late.close());
        }
    }
}
