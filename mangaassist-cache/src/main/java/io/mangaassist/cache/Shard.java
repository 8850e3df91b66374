package io.mangaassist.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The writes to one primary: what waits for it, its window, its breaker, its connection. All but {@link #landed} runs
 * on the writer's thread.
 */
final class Shard implements Flight.Listener {

    private static final long OWN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final WriterParts parts;
    private final NodeHealth health;
    private final Breaker breaker;
    private final LinkKeeper keeper;
    private final SlowWrites slow;
    private final Deque<Slot> removals = new ArrayDeque<>();
    private final Deque<Slot> writes = new ArrayDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final List<Session<Flight>> ending = new ArrayList<>();

    private @Nullable Session<Flight> session;
    private long lastWatchAt;
    private long graceUntil;
    private volatile long oldestAge;

    Shard(RedisNode node, WriterParts parts) {
        this.parts = parts;
        String door = "CacheWriter " + parts.meters().instance();
        this.health = new NodeHealth(door, node, parts.listener(), parts.clock());
        this.breaker = new Breaker(door + " to " + node, parts.nodes().outages().of(node), parts.clock());
        this.keeper = new LinkKeeper(node, parts.nodes(), health, parts.clock());
        this.lastWatchAt = parts.clock().monotonicTime();
        this.graceUntil = lastWatchAt;
        this.slow = new SlowWrites(parts.config().wire().slowAfter().toNanos(), parts.meters(), parts.clock());
    }

    void add(Slot slot) {
        (slot.peek().isRemoval() ? removals : writes).addLast(slot);
    }

    /** Does what can be done now; returns how many entries moved. */
    int turn() {
        Session<Flight> open = connect();
        watch(open);
        int moved = expire();
        return open != null && open.isOpen() ? moved + fill(open) : moved;
    }

    private @Nullable Session<Flight> connect() {
        if (session != null && !session.isOpen()) {
            end(session);
        }
        if (session == null) {
            RedisLink link = keeper.current();
            session = link == null ? null : new Session<>(link);
        }
        return session;
    }

    private void end(Session<Flight> over) {
        over.close();
        ending.add(over);
        keeper.forget();
        session = null;
    }

    /** A stall opens the breaker; a long one costs the connection, which is what gives the credits back. */
    private void watch(@Nullable Session<Flight> open) {
        ending.removeIf(over -> over.oldest() == null);
        long age = open == null ? 0 : ageOfOldest(open);
        oldestAge =
                Math.max(age, ending.stream().mapToLong(this::ageOfOldest).max().orElse(0));
        if (open == null
                || wasAwayItself()
                || age < parts.config().wire().stalledAfter().toNanos()) {
            return;
        }
        breaker.stalled();
        health.fault(RedisFault.TIMEOUT);
        if (age >= parts.config().wire().recycleAfter().toNanos()) {
            parts.meters().recycled();
            end(open);
        }
    }

    private long ageOfOldest(Session<Flight> any) {
        Flight oldest = any.oldest();
        return oldest == null ? 0 : parts.clock().monotonicTime() - oldest.sentAt();
    }

    /** After a pause of this very process the replies may lie unread in the socket: no verdict until they are. */
    private boolean wasAwayItself() {
        long now = parts.clock().monotonicTime();
        if (now - lastWatchAt > OWN_PAUSE_NANOS) {
            graceUntil = now + OWN_PAUSE_NANOS;
        }
        lastWatchAt = now;
        return now - graceUntil < 0;
    }

    /**
     * Gives up what has waited too long and, if the queue is filling, what waits for a node that is known not to work.
     * Removals stay.
     */
    private int expire() {
        int gone = 0;
        boolean broken = breaker.isOpen() && parts.intake().budget().isHalfFull();
        for (Slot first = writes.peekFirst(); first != null; first = writes.peekFirst()) {
            if (first.peek().isRemoval()) {
                removals.addLast(writes.removeFirst());
                continue;
            }
            if (!broken && !isStale(first.peek())) {
                break;
            }
            giveUp(writes.removeFirst(), broken ? DropReason.CIRCUIT_OPEN : DropReason.STALE);
            broken = broken && parts.intake().budget().isHalfFull();
            gone++;
        }
        return gone;
    }

    private boolean isStale(Payload payload) {
        long age = parts.clock().monotonicTime() - payload.offeredAt();
        return age > parts.config().queue().staleAfter().toNanos();
    }

    /** Drops an entry, unless it is or stands in for a removal, which must not be lost. */
    private void giveUp(Slot slot, DropReason reason) {
        if (parts.intake().giveUp(slot)) {
            parts.drop(reason);
        } else {
            removals.addLast(slot);
        }
    }

    private int fill(Session<Flight> open) {
        int credits = parts.config().wire().window() - inFlight.get();
        List<Flight> batch = new ArrayList<>(Math.max(0, Math.min(credits, removals.size() + writes.size())));
        int moved = 0;
        while (batch.size() < credits) {
            Slot slot = removals.isEmpty() ? writes.peekFirst() : removals.peekFirst();
            if (slot == null || !breaker.mayTry()) {
                break;
            }
            (removals.isEmpty() ? writes : removals).removeFirst();
            Flight flight = prepare(slot);
            moved++;
            if (flight == null) {
                breaker.notMade();
            } else {
                batch.add(flight);
            }
        }
        if (!batch.isEmpty()) {
            inFlight.addAndGet(batch.size());
            open.send(batch);
        }
        return moved;
    }

    private @Nullable Flight prepare(Slot slot) {
        Payload content = slot.peek();
        if (!content.isRemoval()) {
            boolean erased = parts.erasures().forbids(slot.key().scope(), content.offeredAt());
            if (erased || isStale(content)) {
                giveUp(slot, erased ? DropReason.ERASED : DropReason.STALE);
                return null;
            }
        }
        content = parts.intake().take(slot);
        RedisRequest request;
        try {
            request = parts.encoder().encode(slot.key(), content);
        } catch (EntryEncoder.Refusal refusal) {
            if (!content.removalOwed()) {
                parts.drop(refusal.reason());
                return null;
            }
            request = RedisRequest.unlink(slot.key().redisKey());
        }
        parts.ledger().move(Ledger.Place.QUEUED, Ledger.Place.IN_FLIGHT);
        long now = parts.clock().monotonicTime();
        parts.meters().sent(now - content.offeredAt(), request.frame().length);
        return new Flight(slot.key(), request, content.offeredAt(), this)
                .owing(content.owesRemoval())
                .departed(now);
    }

    @Override
    public void landed(Flight flight, Flight.End end, @Nullable RedisFault fault) {
        boolean owing = end != Flight.End.WRITTEN && flight.owesRemoval();
        if (owing) {
            parts.owed().add(flight.key(), flight.offeredAt());
        }
        long now = parts.clock().monotonicTime();
        long redisNanos = now - flight.sentAt();
        boolean goesAgain = fault == RedisFault.MOVED && end == Flight.End.FAILED && !owing;
        if (goesAgain && !parts.intake().isClosed()) {
            parts.ledger().move(Ledger.Place.IN_FLIGHT, Ledger.Place.QUEUED);
            parts.moved().add(flight);
        } else {
            parts.ledger().move(Ledger.Place.IN_FLIGHT, Ledger.Place.valueOf(end.name()));
            parts.meters().ended(end, now - flight.offeredAt(), redisNanos);
        }
        inFlight.decrementAndGet();
        if (fault == null) {
            health.well();
            breaker.succeeded(redisNanos);
            slow.took(redisNanos);
            return;
        }
        parts.meters().failed(fault);
        health.fault(fault);
        breaker.failed(redisNanos, fault);
        if (fault == RedisFault.MOVED || fault == RedisFault.READONLY) {
            parts.nodes().layoutChanged();
        }
    }

    /** Drops the oldest writes until the queue has room again; removals are kept. */
    boolean dropOldest() {
        Slot oldest = writes.pollFirst();
        if (oldest == null) {
            return false;
        }
        giveUp(oldest, DropReason.QUEUE_FULL);
        return true;
    }

    void moveAllTo(Deque<Slot> elsewhere) {
        elsewhere.addAll(removals);
        elsewhere.addAll(writes);
        removals.clear();
        writes.clear();
    }

    /** Gives everything up that waits. */
    void clear(DropReason reason) {
        for (Slot slot = removals.pollFirst(); slot != null; slot = removals.pollFirst()) {
            parts.drop(slot, reason);
        }
        for (Slot slot = writes.pollFirst(); slot != null; slot = writes.pollFirst()) {
            parts.drop(slot, reason);
        }
    }

    void close() {
        keeper.close();
        if (session != null) {
            end(session);
        }
    }

    boolean isIdle() {
        return inFlight.get() == 0 && removals.isEmpty() && writes.isEmpty();
    }

    /** Returns how many writes wait here that may be given up. */
    int waiting() {
        return writes.size();
    }

    int inFlight() {
        return inFlight.get();
    }

    long oldestAge() {
        return oldestAge;
    }
}
