package io.mangaassist.cache;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one node is, as seen by one door: one log line per change, and the listener told of each. A node that was sick is
 * well only after it has been so for a while, so that one that answers now and then is one line, not hundreds.
 * Thread-safe.
 */
final class NodeHealth {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHealth.class);
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private record Sick(RedisFault fault, long toldAt) {}

    private final String door;
    private final RedisNode node;
    private final RedisFaultListener listener;
    private final Clock clock;
    private final AtomicReference<@Nullable Sick> sickness = new AtomicReference<>();

    NodeHealth(String door, RedisNode node, RedisFaultListener listener, Clock clock) {
        this.door = door;
        this.node = node;
        this.listener = listener;
        this.clock = clock;
    }

    void well() {
        Sick before = sickness.get();
        boolean forAWhile = before != null && clock.monotonicTime() - before.toldAt() >= WELL_NANOS;
        if (forAWhile && sickness.compareAndSet(before, null)) {
            LOG.info("{}: Redis {} answers again", door, node);
        }
    }

    /** Tells the listener at a change, and once a second while it lasts. */
    void fault(RedisFault fault) {
        long now = clock.monotonicTime();
        Sick before = sickness.get();
        if (before != null && before.fault() == fault && now - before.toldAt() < REPEAT_NANOS) {
            return;
        }
        boolean changed = before == null || before.fault() != fault;
        if (sickness.compareAndSet(before, new Sick(fault, now))) {
            if (changed) {
                LOG.warn("{}: Redis {}: {}", door, node, fault.tag());
            }
            Guard.safely(LOG, "The Redis fault listener", () -> listener.onFault(fault, node.host(), node.port()));
        }
    }
}
