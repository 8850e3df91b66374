package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that Redis is slow: each slow write is counted, one in ten seconds is logged with how many were not. */
final class SlowWrites {

    private static final Logger LOG = LoggerFactory.getLogger(SlowWrites.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final long slowNanos;
    private final CacheWriterMeters meters;
    private final Clock clock;
    private final AtomicLong suppressed = new AtomicLong();
    private final AtomicLong nextLogAt;

    SlowWrites(long slowNanos, CacheWriterMeters meters, Clock clock) {
        this.slowNanos = slowNanos;
        this.meters = meters;
        this.clock = clock;
        this.nextLogAt = new AtomicLong(clock.monotonicTime());
    }

    void took(long nanos) {
        if (nanos <= slowNanos) {
            return;
        }
        meters.slow();
        long now = clock.monotonicTime();
        long due = nextLogAt.get();
        if (now - due < 0 || !nextLogAt.compareAndSet(due, now + QUIET_NANOS)) {
            suppressed.incrementAndGet();
            return;
        }
        LOG.warn(
                "{}: Redis took {} ms for a cache write ({} more since the last warning)",
                meters.instance(),
                TimeUnit.NANOSECONDS.toMillis(nanos),
                suppressed.getAndSet(0));
    }
}
