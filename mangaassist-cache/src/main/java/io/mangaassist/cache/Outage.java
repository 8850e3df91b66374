package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What concerns all who speak to a node, reader or writer, whichever has found it out: the node refuses connections or
 * credentials, or is loading. While it lasts one call a second is tried, by whoever comes first; the first success of
 * anybody ends it. Who cannot connect stops nobody who is being served, as when names are not resolved for a while.
 * Faults of single calls stay with the breaker of those who made them. Thread-safe.
 */
final class Outage {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final AtomicLong nextTrialAt = new AtomicLong();

    private volatile @Nullable RedisFault fault;
    private volatile long answeredAt;

    Outage(Clock clock) {
        this.clock = clock;
        this.answeredAt = clock.monotonicTime() - PAUSE_NANOS;
    }

    /** Nobody got a connection. */
    void notConnected(RedisFault found) {
        boolean served = clock.monotonicTime() - answeredAt < PAUSE_NANOS;
        boolean concernsAll =
                found == RedisFault.UNREACHABLE || found == RedisFault.AUTH || found == RedisFault.LOADING;
        if (concernsAll && !served) {
            begin(found);
        }
    }

    /** A call failed: while it is loading the node answers nobody; a right that is missing is that call's own matter. */
    void notAnswered(RedisFault found) {
        if (found == RedisFault.LOADING) {
            begin(found);
        }
    }

    private void begin(RedisFault found) {
        if (fault == null) {
            nextTrialAt.set(clock.monotonicTime() + PAUSE_NANOS);
        }
        fault = found;
    }

    /** The node has done its work. */
    void answered() {
        answeredAt = clock.monotonicTime();
        over();
    }

    private void over() {
        if (fault != null) {
            fault = null;
        }
    }

    /** The node has taken a connection, which one that is loading does too. */
    void connected() {
        if (fault != RedisFault.LOADING) {
            over();
        }
    }

    /** Tells whether a call may be made now; true once a second while the outage lasts. */
    boolean mayTry() {
        if (fault == null) {
            return true;
        }
        long at = nextTrialAt.get();
        long now = clock.monotonicTime();
        return now - at >= 0 && nextTrialAt.compareAndSet(at, now + PAUSE_NANOS);
    }

    /** Tells whether trying makes no sense yet. */
    boolean lasts() {
        return fault != null && clock.monotonicTime() - nextTrialAt.get() < 0;
    }
}
