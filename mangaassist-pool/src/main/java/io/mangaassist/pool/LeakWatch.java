package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for permits that are out for longer than any deadline allows. Looks when asked, which is when meters are read. */
final class LeakWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LeakWatch.class);
    /** A deadline that a request brought may be longer than the default. */
    private static final int TIMES_TOTAL = 3;

    private final Rung rung;
    private final long limitNanos;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    LeakWatch(Rung rung, long totalNanos, Clock clock) {
        this.rung = rung;
        this.limitNanos = totalNanos * TIMES_TOTAL;
        this.clock = clock;
    }

    double overdue() {
        long overdue = rung.heldLongerThan(limitNanos, clock.monotonicTime());
        long before = last.getAndSet(overdue);
        if (overdue > 0 && before == 0) {
            LOG.warn("{} permits of rung {} are overdue: a stream without a reader, or a leak", overdue, rung.name());
        }
        return overdue;
    }
}
