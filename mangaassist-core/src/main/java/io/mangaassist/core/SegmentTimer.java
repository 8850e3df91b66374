package io.mangaassist.core;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running measurement of one {@link Segment}. May be stopped by any thread; the first stop counts. */
public final class SegmentTimer {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentTimer.class);
    private static final AtomicIntegerFieldUpdater<SegmentTimer> STOPPED =
            AtomicIntegerFieldUpdater.newUpdater(SegmentTimer.class, "stopped");

    static final SegmentTimer NONE = new SegmentTimer(Clock.SYSTEM, null, null);

    private final Clock clock;
    private final Timer @Nullable [] timers;
    private final @Nullable Observation span;
    private final long startNanos;

    @SuppressWarnings("unused") // written through STOPPED
    private volatile int stopped;

    SegmentTimer(Clock clock, Timer @Nullable [] timers, @Nullable Observation span) {
        this.clock = clock;
        this.timers = timers;
        this.span = span;
        this.startNanos = timers == null ? 0 : clock.monotonicTime();
    }

    /**
     * Ends the measurement and records it. Calls after the first do nothing. Never throws.
     *
     * @param outcome how the work ended
     */
    public void stop(Outcome outcome) {
        if (timers == null || !STOPPED.compareAndSet(this, 0, 1)) {
            return;
        }
        long nanos = clock.monotonicTime() - startNanos;
        try {
            timers[outcome.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        } catch (RuntimeException broken) {
            Guard.safely(LOG, "The meter of a segment", () -> {
                throw broken;
            });
        }
        if (span != null) {
            Guard.safely(LOG, "The tracing handler", () -> {
                span.lowCardinalityKeyValue("outcome", outcome.tag());
                span.stop();
            });
        }
    }

    @Nullable
    Observation span() {
        return span;
    }
}
