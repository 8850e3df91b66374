package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs things later: the scheduler only wakes, the executor does the work.
 *
 * <p>Nearly every alarm of this room is a limit that is cancelled long before its time. So all alarms of ten milliseconds
 * share one task of the scheduler, setting one is a push to a stack and cancelling one a store: a scheduler asked for each
 * would lock, sift its heap and, when little goes on, wake its thread for nothing. An alarm is late by ten milliseconds at
 * most and never early.
 */
final class Timers {

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    /** Beyond it a limit is no limit; keeps sums of times from overflowing. */
    private static final long FOR_EVER = TimeUnit.DAYS.toNanos(3_650);
    /** Stands in a tick that has begun to ring. */
    private static final Alarm RUNG = new Alarm(() -> {});

    private final ScheduledExecutorService scheduler;
    private final Executor executor;
    private final Clock clock;
    private final ConcurrentMap<Long, AtomicReference<@Nullable Alarm>> ticks = new ConcurrentHashMap<>();

    Timers(ScheduledExecutorService scheduler, Executor executor, Clock clock) {
        this.scheduler = scheduler;
        this.executor = executor;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    /** Returns null if the time is for ever or the scheduler has been shut down. */
    @Nullable
    Alarm after(long nanos, Runnable task) {
        if (nanos > FOR_EVER) {
            return null;
        }
        long now = clock.monotonicTime();
        Alarm alarm = new Alarm(task);
        long number = Math.floorDiv(now + Math.max(0, nanos) + TICK - 1, TICK);
        while (!push(number, alarm, now)) {
            number++;
        }
        return alarm;
    }

    /** Returns false if the tick rang already. */
    private boolean push(long number, Alarm alarm, long now) {
        AtomicReference<@Nullable Alarm> tick = ticks.get(number);
        if (tick == null) {
            AtomicReference<@Nullable Alarm> fresh = new AtomicReference<>();
            tick = ticks.putIfAbsent(number, fresh);
            if (tick == null) {
                tick = fresh;
                wake(number, tick, number * TICK - now);
            }
        }
        Alarm last;
        do {
            last = tick.get();
            if (last == RUNG) {
                return false;
            }
            alarm.earlier = last;
        } while (!tick.compareAndSet(last, alarm));
        return true;
    }

    private void wake(long number, AtomicReference<@Nullable Alarm> tick, long nanos) {
        try {
            var unused = scheduler.schedule(() -> ring(number, tick), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // nothing will ring any more; the tick stays, and so does what is set for it
        }
    }

    private void ring(long number, AtomicReference<@Nullable Alarm> tick) {
        Alarm alarm = tick.getAndSet(RUNG);
        ticks.remove(number);
        Deque<Runnable> due = new ArrayDeque<>();
        for (; alarm != null; alarm = alarm.earlier) {
            Runnable task = alarm.take();
            if (task != null) {
                due.push(task);
            }
        }
        due.forEach(task -> Guard.safely(LOG, "A timer", () -> executor.execute(task)));
    }
}
