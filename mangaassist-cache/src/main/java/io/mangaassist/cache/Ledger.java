package io.mangaassist.cache;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts entries by place so that a snapshot balances at any moment, without ever making those who count wait.
 *
 * <p>There are two pages. Who counts enters the open page, makes a whole step there (out of one place, into another)
 * and leaves it. Who wants a snapshot opens the other page, waits until the last one has left the first and adds it to
 * the totals: they then hold whole steps only. The sign of the entry number tells the page, as in the writer-reader
 * phaser of HdrHistogram, whose proof applies.
 */
@SuppressWarnings("EnumOrdinal") // places and reasons are columns of a page, which is never stored
final class Ledger {

    /** Where an entry can be, besides dropped. */
    enum Place {
        OFFERED,
        QUEUED,
        IN_FLIGHT,
        WRITTEN,
        COALESCED,
        FAILED,
        UNKNOWN
    }

    private static final int PLACES = Place.values().length;
    private static final DropReason[] REASONS = DropReason.values();
    private static final long ODD_PAGE = Long.MIN_VALUE;
    private static final long RETRY_NANOS = 20_000;

    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong evenExits = new AtomicLong();
    private final AtomicLong oddExits = new AtomicLong(ODD_PAGE);
    private final LongAdder[] even = page();
    private final LongAdder[] odd = page();
    /** Guarded by this. */
    private final long[] totals = new long[PLACES + REASONS.length];

    /** Begins a step; the caller must {@link #exit} soon, since a snapshot waits for it. */
    long enter() {
        return entries.getAndIncrement();
    }

    void exit(long entry) {
        (entry < 0 ? oddExits : evenExits).getAndIncrement();
    }

    void into(long entry, Place place) {
        counters(entry)[place.ordinal()].increment();
    }

    void outOf(long entry, Place place) {
        counters(entry)[place.ordinal()].decrement();
    }

    void dropped(long entry, DropReason reason) {
        counters(entry)[PLACES + reason.ordinal()].increment();
    }

    /** One whole step between two places. */
    void move(Place from, Place to) {
        long entry = enter();
        outOf(entry, from);
        into(entry, to);
        exit(entry);
    }

    /** One whole step out of a place to the dropped. */
    void drop(Place from, DropReason reason) {
        long entry = enter();
        outOf(entry, from);
        dropped(entry, reason);
        exit(entry);
    }

    /** Waits for the steps now being made (some hundred nanoseconds each), not for later ones. */
    synchronized WriterSnapshot snapshot() {
        boolean toEven = entries.get() < 0;
        long start = toEven ? 0 : ODD_PAGE;
        (toEven ? evenExits : oddExits).set(start);
        long left = entries.getAndSet(start);
        AtomicLong exits = toEven ? oddExits : evenExits;
        while (exits.get() != left) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
        LongAdder[] closed = toEven ? odd : even;
        for (int i = 0; i < totals.length; i++) {
            totals[i] += closed[i].sumThenReset();
        }
        return asSnapshot();
    }

    private WriterSnapshot asSnapshot() {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        for (DropReason reason : REASONS) {
            dropped.put(reason, totals[PLACES + reason.ordinal()]);
        }
        return new WriterSnapshot(
                total(Place.OFFERED),
                total(Place.WRITTEN),
                total(Place.COALESCED),
                dropped,
                total(Place.FAILED),
                total(Place.UNKNOWN),
                total(Place.QUEUED),
                total(Place.IN_FLIGHT));
    }

    private long total(Place place) {
        return totals[place.ordinal()];
    }

    private LongAdder[] counters(long entry) {
        return entry < 0 ? odd : even;
    }

    private static LongAdder[] page() {
        LongAdder[] page = new LongAdder[PLACES + REASONS.length];
        for (int i = 0; i < page.length; i++) {
            page[i] = new LongAdder();
        }
        return page;
    }
}
