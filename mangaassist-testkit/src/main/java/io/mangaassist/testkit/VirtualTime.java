package io.mangaassist.testkit;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that moves only when a test says so: a clock and a scheduler driven by hand.
 *
 * <p>{@link #advance(Duration)} runs every task that comes due, in the order of their times (equal times: in the order they
 * were submitted), on the calling thread, each at its own moment of the clock. Tasks may be submitted from any thread.
 *
 * <pre>{@code
 * VirtualTime time = VirtualTime.start();
 * time.scheduler().schedule(refresh, 5, SECONDS);
 * time.advance(Duration.ofSeconds(5));   // refresh ran, here
 * }</pre>
 */
public final class VirtualTime {
    private final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(1));
    private final long startNanos = nanos.get();
    private final long startMillis;
    private final VirtualScheduler scheduler = new VirtualScheduler(this);
    private final Clock clock = new HandClock();

    private VirtualTime(Instant start) {
        this.startMillis = start.toEpochMilli();
    }

    /** Time that stands still at 2026-01-01T00:00:00Z. */
    public static VirtualTime start() {
        return startAt(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Time that stands still at this moment. */
    public static VirtualTime startAt(Instant start) {
        return new VirtualTime(start);
    }

    /** The clock; thread-safe. */
    public Clock clock() {
        return clock;
    }

    /**
     * The scheduler; thread-safe. Even {@code execute} waits for {@link #runDue()} or {@link #advance(Duration)}. What blocks
     * until a task is done, as {@code invokeAll} does, would block for ever on the thread that drives the time.
     */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /**
     * Lets this much time pass and runs what comes due. What a task throws from {@code execute} leaves through here; tasks
     * with a future keep it there.
     *
     * @param duration at least 0
     */
    public void advance(Duration duration) {
        long target = nanos.get() + Require.notNegative("duration", duration).toNanos();
        scheduler.runUntil(target);
        moveTo(target);
    }

    /** Runs what is due now, and what that makes due now, without letting time pass. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Time passed since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(nanos.get() - startNanos);
    }

    /** Number of tasks that wait; cancelled ones are not counted. */
    public int pending() {
        return scheduler.pending();
    }

    long now() {
        return nanos.get();
    }

    void moveTo(long target) {
        nanos.accumulateAndGet(target, Math::max);
    }

    @Override
    public String toString() {
        return "VirtualTime[elapsed=" + elapsed() + ", pending=" + pending() + "]";
    }

    private final class HandClock implements Clock {
        @Override
        public long wallTime() {
            return startMillis + TimeUnit.NANOSECONDS.toMillis(nanos.get() - startNanos);
        }

        @Override
        public long monotonicTime() {
            return nanos.get();
        }
    }
}
