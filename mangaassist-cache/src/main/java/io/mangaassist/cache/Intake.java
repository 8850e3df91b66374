package io.mangaassist.cache;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The callers' side of the writer: many threads offer, one takes. Nothing here waits, encodes or does input or output.
 */
final class Intake {

    private final Budget budget;
    private final Ledger ledger;
    private final ConcurrentMap<CacheKey, Slot> index;
    private final MpscAtomicArrayQueue<Slot> ring;

    private final Runnable coalesced;

    private volatile boolean closed;

    /**
     * Makes an empty intake.
     *
     * @param coalesced told of every entry that replaced another
     */
    Intake(Budget budget, Ledger ledger, Runnable coalesced) {
        this.coalesced = coalesced;
        this.budget = budget;
        this.ledger = ledger;
        this.index = new ConcurrentHashMap<>(2 * budget.maxEntries());
        this.ring = new MpscAtomicArrayQueue<>(Math.max(2, budget.maxEntries()));
    }

    /** Counts an entry that cannot be queued at all. */
    void refuse(DropReason reason) {
        long entry = ledger.enter();
        ledger.into(entry, Ledger.Place.OFFERED);
        ledger.dropped(entry, reason);
        ledger.exit(entry);
    }

    /** Queues, coalesces or drops; returns the reason of a drop. */
    @Nullable
    DropReason offer(CacheKey key, Payload payload) {
        long entry = ledger.enter();
        try {
            DropReason refused = closed ? DropReason.SHUTDOWN : place(entry, key, payload);
            ledger.into(entry, Ledger.Place.OFFERED);
            if (refused != null) {
                ledger.dropped(entry, refused);
            }
            return refused;
        } finally {
            ledger.exit(entry);
        }
    }

    private @Nullable DropReason place(long entry, CacheKey key, Payload payload) {
        if (!budget.reserve(payload.weight())) {
            return coalesceWithoutRoom(entry, key, payload) ? null : DropReason.QUEUE_FULL;
        }
        Slot fresh = new Slot(key, payload);
        while (true) {
            Slot present = index.putIfAbsent(key, fresh);
            if (present == null) {
                break;
            }
            Payload replaced = replaceContent(present, payload);
            if (replaced != null) {
                budget.release(replaced.weight());
                coalesced(entry);
                return null;
            }
            if (index.replace(key, present, fresh)) {
                break;
            }
        }
        ledger.into(entry, Ledger.Place.QUEUED);
        ring.offer(fresh); // never full: the budget has no more places than the ring
        return null;
    }

    /** A replacement needs no second place in the queue, only the bytes it weighs more. */
    private boolean coalesceWithoutRoom(long entry, CacheKey key, Payload payload) {
        Slot present = index.get(key);
        if (present == null || !budget.reserveBytes(payload.weight())) {
            return false;
        }
        Payload replaced = replaceContent(present, payload);
        budget.releaseBytes(replaced == null ? payload.weight() : replaced.weight());
        if (replaced != null) {
            coalesced(entry);
        }
        return replaced != null;
    }

    private void coalesced(long entry) {
        ledger.into(entry, Ledger.Place.COALESCED);
        coalesced.run();
    }

    /** Returns what was replaced, or null if the writer has taken the slot. */
    private static @Nullable Payload replaceContent(Slot present, Payload payload) {
        while (true) {
            Payload before = present.peek();
            if (before.isTaken()) {
                return null;
            }
            boolean owed = !payload.isRemoval() && before.owesRemoval();
            if (present.replace(before, owed ? payload.owingRemoval() : payload)) {
                return before;
            }
        }
    }

    /**
     * Queues an entry again that was counted as queued all the while; a later one of its key that waits replaces it.
     * Writer's thread only.
     */
    Optional<DropReason> takeBack(CacheKey key, Payload payload) {
        Slot fresh = new Slot(key, payload);
        if (!budget.reserve(payload.weight())) {
            ledger.drop(Ledger.Place.QUEUED, DropReason.QUEUE_FULL);
            return Optional.of(DropReason.QUEUE_FULL);
        }
        Slot later = index.putIfAbsent(key, fresh);
        if (later != null) {
            budget.release(payload.weight());
            ledger.move(Ledger.Place.QUEUED, Ledger.Place.COALESCED);
            coalesced.run();
            return Optional.empty();
        }
        ring.offer(fresh);
        return Optional.empty();
    }

    /**
     * Queues a removal once more; what waits of its key stays and comes to owe it. False if there is no room now. Works
     * after {@link #close}, too. Writer's thread only, so that nothing is taken meanwhile.
     */
    boolean owe(CacheKey key, long offeredAt) {
        long entry = ledger.enter();
        try {
            boolean kept = oweWithin(entry, key, Payload.removal(offeredAt));
            if (kept) {
                ledger.into(entry, Ledger.Place.OFFERED);
            }
            return kept;
        } finally {
            ledger.exit(entry);
        }
    }

    private boolean oweWithin(long entry, CacheKey key, Payload removal) {
        boolean room = budget.reserve(removal.weight());
        Slot fresh = new Slot(key, removal);
        Slot present = room ? index.putIfAbsent(key, fresh) : index.get(key);
        if (present == null) {
            if (room) {
                ledger.into(entry, Ledger.Place.QUEUED);
                ring.offer(fresh);
            }
            return room;
        }
        if (room) {
            budget.release(removal.weight());
        }
        for (Payload held = present.peek(); !held.owesRemoval(); held = present.peek()) {
            if (present.replace(held, held.owingRemoval())) {
                break;
            }
        }
        coalesced(entry);
        return true;
    }

    /** Returns the next slot in order of arrival. Writer's thread only. */
    @Nullable
    Slot poll() {
        return ring.poll();
    }

    /** Claims a slot's content; from here on a later entry of the key queues anew. Writer's thread only. */
    Payload take(Slot slot) {
        Payload payload = slot.take();
        index.remove(slot.key(), slot);
        budget.release(payload.weight());
        return payload;
    }

    /**
     * Takes a write to give it up. False if the slot holds a removal, or a write that owed one: then it holds only that
     * removal now, which must not be given up. Writer's thread only.
     */
    boolean giveUp(Slot slot) {
        while (true) {
            Payload content = slot.peek();
            if (content.isRemoval()) {
                return false;
            }
            Payload after = content.removalOwed() ? Payload.removal(content.offeredAt()) : Payload.TAKEN;
            if (!slot.replace(content, after)) {
                continue; // a caller was quicker: look again at what it wants
            }
            if (content.removalOwed()) {
                budget.releaseBytes(content.weight() - after.weight());
                return false;
            }
            index.remove(slot.key(), slot);
            budget.release(content.weight());
            return true;
        }
    }

    /** Refuses what comes later and returns when everything that came before is in the ring. */
    void close() {
        closed = true;
        WriterSnapshot unused = ledger.snapshot();
    }

    boolean isClosed() {
        return closed;
    }

    Budget budget() {
        return budget;
    }
}
