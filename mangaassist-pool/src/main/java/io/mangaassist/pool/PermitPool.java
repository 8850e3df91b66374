package io.mangaassist.pool;

import io.mangaassist.core.Lane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Permits for calls to one model: taken at once when free, else waited for in a bounded queue, without blocking a thread.
 *
 * <p>Limit and number of permits in use stand in one word, so taking and giving back are one compare-and-set while nobody
 * waits. The lock guards the queues only; a release looks at {@code waiting} after it changed the word and a waiter looks
 * at the word after it raised {@code waiting}, so one of the two always sees the other. While somebody waits, newcomers
 * queue too, so a permit that comes back goes to a waiter. Shrinking takes effect as permits come back.
 *
 * <p>Callbacks of waiters run on the executor, never under the lock and never on the stack of the releasing call.
 */
final class PermitPool {

    private final PermitPoolConfig config;
    private final AtomicLong word;
    private final AtomicInteger activeBackground = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by lock. */
    private final Map<Lane, WaiterQueue> queues = new EnumMap<>(Lane.class);
    /** Guarded by lock. */
    private final ControlledDelay delay;

    private volatile int waiting;
    private volatile boolean closed;

    PermitPool(PermitPoolConfig config, int limit) {
        this.config = config;
        this.word = new AtomicLong(word(limit, 0));
        this.delay = new ControlledDelay(
                config.queueTarget().toNanos(), config.queueInterval().toNanos());
        for (Lane lane : Lane.values()) {
            queues.put(lane, new WaiterQueue());
        }
    }

    int limit() {
        return limit(word.get());
    }

    int active() {
        return active(word.get());
    }

    int waiting() {
        return waiting;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns a permit if one is free and nobody waits. */
    @Nullable
    Permit tryAcquire(Lane lane) {
        return waiting == 0 && !closed ? takeFree(lane) : null;
    }

    /** Queues the waiter, or decides at once if a permit is free, the queue is full or the pool closed. */
    void acquire(PermitWaiter waiter) {
        Permit free = null;
        RouteReason refusal = null;
        lock.lock();
        try {
            setWaiting(waiting + 1);
            free = closed || waiting > 1 ? null : takeFree(waiter.lane);
            if (closed) {
                refusal = RouteReason.CLOSED;
            } else if (free == null && waiting > config.queueLimit()) {
                refusal = RouteReason.EXHAUSTED;
            }
            if (free != null || refusal != null) {
                setWaiting(waiting - 1);
            } else {
                waiter.since = config.clock().monotonicTime();
                queue(waiter.lane).addLast(waiter);
            }
        } finally {
            lock.unlock();
        }
        decideAtOnce(waiter, free, refusal);
    }

    private void decideAtOnce(PermitWaiter waiter, @Nullable Permit free, @Nullable RouteReason refusal) {
        if (free != null) {
            grant(waiter, free);
        } else if (refusal != null) {
            refuse(waiter, refusal);
        } else if (waiter.isDecided()) {
            withdraw(waiter);
        }
    }

    /** Takes the waiter out of the queue; it is neither granted nor refused afterwards unless it already was. */
    boolean withdraw(PermitWaiter waiter) {
        boolean first = waiter.decide();
        lock.lock();
        try {
            unlink(waiter);
        } finally {
            lock.unlock();
        }
        return first;
    }

    /** Withdraws the waiter and refuses it, unless it was decided before. */
    void expire(PermitWaiter waiter) {
        if (withdraw(waiter)) {
            config.executor().execute(() -> waiter.refused(RouteReason.EXHAUSTED));
        }
    }

    /** Sets the limit and returns at once. Waiters learn of new permits on the executor. */
    void resize(int limit) {
        long old;
        do {
            old = word.get();
        } while (!word.compareAndSet(old, word(limit, active(old))));
        if (limit > limit(old) && waiting > 0) {
            config.executor().execute(this::serve);
        }
    }

    /** Refuses all waiters, now and later. Permits in use stay valid. */
    void close() {
        List<PermitWaiter> leaving = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            for (WaiterQueue queue : queues.values()) {
                for (PermitWaiter waiter = queue.first(); waiter != null; waiter = queue.first()) {
                    unlink(waiter);
                    leaving.add(waiter);
                }
            }
        } finally {
            lock.unlock();
        }
        leaving.forEach(waiter -> refuse(waiter, RouteReason.CLOSED));
    }

    void takeBack(Lane lane) {
        if (lane == Lane.BACKGROUND) {
            activeBackground.decrementAndGet();
        }
        word.decrementAndGet();
        if (waiting > 0) {
            serve();
        }
    }

    private @Nullable Permit takeFree(Lane lane) {
        long old;
        do {
            old = word.get();
            if (active(old) >= limit(old)) {
                return null;
            }
        } while (!word.compareAndSet(old, old + 1));
        if (lane == Lane.BACKGROUND) {
            activeBackground.incrementAndGet();
        }
        return new Permit(this, lane);
    }

    /** Hands free permits to waiters. */
    private void serve() {
        List<Runnable> decisions = new ArrayList<>(1);
        lock.lock();
        try {
            sendOnTheLate(decisions);
            for (PermitWaiter waiter = pick(); waiter != null; waiter = pick()) {
                Permit permit = waiter.isDecided() ? null : takeFree(waiter.lane);
                if (permit == null && !waiter.isDecided()) {
                    break;
                }
                unlink(waiter);
                if (permit != null) {
                    decisions.add(chosen(waiter, permit));
                }
            }
            if (waiting == 0) {
                delay.emptied();
            }
        } finally {
            lock.unlock();
        }
        decisions.forEach(Runnable::run);
    }

    private Runnable chosen(PermitWaiter waiter, Permit permit) {
        long now = config.clock().monotonicTime();
        delay.served(now - waiter.since, now);
        return () -> grant(waiter, permit);
    }

    /** A queue that stands sends its oldest on to the next rung: they would be late in any case. */
    private void sendOnTheLate(List<Runnable> decisions) {
        if (!delay.isOverloaded()) {
            return;
        }
        long now = config.clock().monotonicTime();
        for (WaiterQueue queue : queues.values()) {
            PermitWaiter oldest = queue.first();
            while (oldest != null && queue.size() > 1 && now - oldest.since > delay.patience()) {
                PermitWaiter late = oldest;
                unlink(late);
                decisions.add(() -> refuse(late, RouteReason.EXHAUSTED));
                oldest = queue.first();
            }
        }
    }

    /** Background work gets its share of the permits, else interactive requests come first. */
    private @Nullable PermitWaiter pick() {
        WaiterQueue interactive = queue(Lane.INTERACTIVE);
        WaiterQueue background = queue(Lane.BACKGROUND);
        boolean belowShare = activeBackground.get() < config.backgroundShare() * limit();
        boolean takeBackground = background.size() > 0 && (interactive.size() == 0 || belowShare);
        WaiterQueue queue = takeBackground ? background : interactive;
        return delay.isOverloaded() ? queue.last() : queue.first();
    }

    private void unlink(PermitWaiter waiter) {
        if (queue(waiter.lane).remove(waiter)) {
            setWaiting(waiting - 1);
        }
    }

    /** Only under the lock; read without it. */
    private void setWaiting(int count) {
        waiting = count;
    }

    private void grant(PermitWaiter waiter, Permit permit) {
        if (waiter.decide()) {
            config.executor().execute(() -> waiter.granted(permit));
        } else {
            permit.release();
        }
    }

    private void refuse(PermitWaiter waiter, RouteReason reason) {
        if (waiter.decide()) {
            config.executor().execute(() -> waiter.refused(reason));
        }
    }

    private WaiterQueue queue(Lane lane) {
        WaiterQueue queue = queues.get(lane);
        if (queue == null) {
            throw new IllegalStateException("No queue for " + lane);
        }
        return queue;
    }

    private static long word(int limit, int active) {
        return ((long) limit << 32) | active;
    }

    private static int limit(long word) {
        return (int) (word >>> 32);
    }

    private static int active(long word) {
        return (int) word;
    }

    @Override
    public String toString() {
        return "PermitPool{limit=" + limit() + ", active=" + active() + ", waiting=" + waiting + "}";
    }
}
