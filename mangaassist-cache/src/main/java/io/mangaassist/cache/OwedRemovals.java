package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Removals that were sent without effect, or of which nobody knows whether they had one. After a pause they are queued
 * again, until Redis has confirmed them: a second removal does no harm. {@link #turn} belongs to the writer's thread.
 */
final class OwedRemovals {

    /** Long enough for a layout to be asked for; a node that does not work is spared by its breaker. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private record Owed(CacheKey key, long offeredAt, long dueAt) {}

    private final Intake intake;
    private final Clock clock;
    private final Consumer<DropReason> onLost;
    private final Queue<Owed> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private volatile boolean closed;

    /**
     * Makes an empty place.
     *
     * @param onLost told of each removal that can be kept no longer, which is counted by then
     */
    OwedRemovals(Intake intake, Clock clock, Consumer<DropReason> onLost) {
        this.intake = intake;
        this.clock = clock;
        this.onLost = onLost;
    }

    /** Keeps a removal; never more of them than may be queued. Any thread. */
    void add(CacheKey key, long offeredAt) {
        if (size.incrementAndGet() > intake.budget().maxEntries()) {
            size.decrementAndGet();
            lost(DropReason.QUEUE_FULL);
            return;
        }
        waiting.add(new Owed(key, offeredAt, clock.monotonicTime() + PAUSE_NANOS));
        if (closed) {
            close();
        }
    }

    /** Queues what has waited long enough and finds room. */
    void turn() {
        for (Owed first = waiting.peek(); first != null; first = waiting.peek()) {
            boolean due = clock.monotonicTime() - first.dueAt() >= 0;
            if (!due || !intake.owe(first.key(), first.offeredAt())) {
                return;
            }
            waiting.remove();
            size.decrementAndGet();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Counts what is left, and whatever still comes, as given up. */
    void close() {
        closed = true;
        while (waiting.poll() != null) {
            lost(DropReason.SHUTDOWN);
        }
    }

    private void lost(DropReason reason) {
        intake.refuse(reason);
        onLost.accept(reason);
    }
}
