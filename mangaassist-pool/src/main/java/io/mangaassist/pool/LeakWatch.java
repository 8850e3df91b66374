package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for permits that are out for longer than any deadline allows. Looks when meters are read and, if somebody wants to
 * know where the requests were made, from time to time.
 */
final class LeakWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LeakWatch.class);
    /** A deadline that a request brought may be longer than the default. */
    private static final int TIMES_TOTAL = 3;

    private final Rung rung;
    private final long limitNanos;
    private final Clock clock;
    private final Consumer<? super Throwable> sites;
    private final AtomicInteger last = new AtomicInteger();

    LeakWatch(Rung rung, long totalNanos, Clock clock, Consumer<? super Throwable> sites) {
        this.rung = rung;
        this.limitNanos = totalNanos * TIMES_TOTAL;
        this.clock = clock;
        this.sites = sites;
    }

    double overdue() {
        List<Visit<?>> overdue = rung.heldLongerThan(limitNanos, clock.monotonicTime());
        int before = last.getAndSet(overdue.size());
        if (!overdue.isEmpty() && before == 0) {
            LOG.warn(
                    "{} permits of rung {} are overdue: a stream without a reader, or a leak",
                    overdue.size(),
                    rung.name());
        }
        for (Visit<?> visit : overdue) {
            Throwable site = visit.siteOnce();
            if (site != null) {
                Guard.safely(LOG, "A leak listener", () -> sites.accept(site));
            }
        }
        return overdue.size();
    }
}
