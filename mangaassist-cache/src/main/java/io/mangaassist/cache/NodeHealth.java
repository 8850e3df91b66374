package io.mangaassist.cache;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one node is, as seen by one door: one log line per change, and the listener told of each, thread-safe. */
final class NodeHealth {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHealth.class);
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

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
        if (sickness.get() != null && sickness.getAndSet(null) != null) {
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
