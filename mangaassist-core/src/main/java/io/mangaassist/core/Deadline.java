package io.mangaassist.core;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The point in time by which a request must be answered, in two parts: the first token shown to the customer, and the
 * whole answer. The promise of an interactive answer is about the first part; the second bounds what a stream may hold.
 *
 * <p>Times are read from the monotonic part of the given clock, so that a change of the wall clock moves nothing.
 * Instances are immutable and may be shared by threads; no method blocks.
 */
public final class Deadline {

    private static final Deadline NEVER = new Deadline(Clock.SYSTEM, 0, Long.MAX_VALUE, Long.MAX_VALUE);

    private final Clock clock;
    private final long startNanos;
    private final long firstTokenNanos;
    private final long totalNanos;

    private Deadline(Clock clock, long startNanos, long firstTokenNanos, long totalNanos) {
        this.clock = clock;
        this.startNanos = startNanos;
        this.firstTokenNanos = firstTokenNanos;
        this.totalNanos = totalNanos;
    }

    /**
     * Returns a deadline whose both parts end after the same time, counted from now.
     *
     * @param total time for the whole answer, greater than zero
     * @param clock the clock to count by
     * @return the deadline
     */
    public static Deadline in(Duration total, Clock clock) {
        return in(total, total, clock);
    }

    /**
     * Returns a deadline counted from now.
     *
     * @param firstToken time to the first token, greater than zero and at most {@code total}
     * @param total time for the whole answer
     * @param clock the clock to count by
     * @return the deadline
     */
    public static Deadline in(Duration firstToken, Duration total, Clock clock) {
        Checks.positive("firstToken", firstToken);
        Checks.check(firstToken.compareTo(total) <= 0, "firstToken", "<= total (" + total + ")", firstToken);
        return new Deadline(clock, clock.monotonicTime(), nanos(firstToken), nanos(total));
    }

    /**
     * Returns the deadline that is never reached.
     *
     * @return the one instance
     */
    public static Deadline never() {
        return NEVER;
    }

    /**
     * Returns what is left for the whole answer.
     *
     * @return the time left, zero when it has run out
     */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /**
     * Returns what is left until the first token.
     *
     * @return the time left, zero when it has run out
     */
    public Duration remainingToFirstToken() {
        return Duration.ofNanos(remainingToFirstTokenNanos());
    }

    /**
     * Returns what is left for the whole answer, without allocating.
     *
     * @return nanoseconds, zero when the time has run out, {@link Long#MAX_VALUE} for {@link #never()}
     */
    public long remainingNanos() {
        return left(totalNanos);
    }

    /**
     * Returns what is left until the first token, without allocating.
     *
     * @return nanoseconds, zero when the time has run out, {@link Long#MAX_VALUE} for {@link #never()}
     */
    public long remainingToFirstTokenNanos() {
        return left(firstTokenNanos);
    }

    /**
     * Tells whether the time for the whole answer has run out.
     *
     * @return true from the deadline on
     */
    public boolean isExpired() {
        return remainingNanos() == 0;
    }

    /**
     * Tells whether the time to the first token has run out.
     *
     * @return true from the deadline on
     */
    public boolean isFirstTokenExpired() {
        return remainingToFirstTokenNanos() == 0;
    }

    private long left(long budgetNanos) {
        if (budgetNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, budgetNanos - (clock.monotonicTime() - startNanos));
    }

    /** Durations beyond 292 years count as for ever. */
    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    @Override
    public String toString() {
        if (this == NEVER) {
            return "Deadline{never}";
        }
        long toFirstToken = TimeUnit.NANOSECONDS.toMillis(remainingToFirstTokenNanos());
        return "Deadline{firstToken=" + toFirstToken + " ms, total=" + TimeUnit.NANOSECONDS.toMillis(remainingNanos())
                + " ms left}";
    }
}
