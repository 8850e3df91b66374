package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes that a node refused because another one holds their slot now. They count as queued, wait a moment for the
 * cluster's new layout and go again, unless a later write of their key has come by meanwhile. Writer's thread, but for
 * {@link #add}.
 */
final class MovedWrites {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock clock;
    private final Ledger ledger;
    private final Runnable coalesced;
    private final Queue<Flight> arrived = new ConcurrentLinkedQueue<>();
    private final Map<CacheKey, Flight> waiting = new LinkedHashMap<>();

    /**
     * Makes an empty place.
     *
     * @param coalesced told of each write that gave way to a later one
     */
    MovedWrites(Clock clock, Ledger ledger, Runnable coalesced) {
        this.clock = clock;
        this.ledger = ledger;
        this.coalesced = coalesced;
    }

    void add(Flight refused) {
        arrived.add(refused);
    }

    /** A later write of the key is on its way. */
    void supersededBy(CacheKey key) {
        collect();
        if (!waiting.isEmpty() && waiting.remove(key) != null) {
            superseded();
        }
    }

    /** Gives those that have waited long enough to {@code sink}. */
    void turn(Consumer<Flight> sink) {
        collect();
        Iterator<Flight> flights = waiting.values().iterator();
        while (flights.hasNext()) {
            Flight next = flights.next();
            if (clock.monotonicTime() - next.sentAt() < PAUSE_NANOS) {
                return;
            }
            flights.remove();
            sink.accept(next);
        }
    }

    /** Gives all of them to {@code sink}. */
    void clear(Consumer<Flight> sink) {
        collect();
        waiting.values().forEach(sink);
        waiting.clear();
    }

    private void collect() {
        for (Flight next = arrived.poll(); next != null; next = arrived.poll()) {
            Flight other = waiting.get(next.key());
            boolean older = other != null && other.offeredAt() - next.offeredAt() > 0;
            if (!older) {
                waiting.remove(next.key());
                waiting.put(next.key(), next);
            }
            if (other != null) {
                superseded();
            }
        }
    }

    private void superseded() {
        ledger.move(Ledger.Place.QUEUED, Ledger.Place.COALESCED);
        coalesced.run();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && arrived.isEmpty();
    }
}
