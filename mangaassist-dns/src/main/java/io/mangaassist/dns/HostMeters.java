package io.mangaassist.dns;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The meters of all hosts under one label: a pattern of the policy, or {@code other}. */
final class HostMeters {

    private final String label;
    /** What a hit counts; its meters are brought up to it now and then, since each would cost a hit as much again. */
    private final LongAdder freshServed = new LongAdder();

    private final LongAdder staleServed = new LongAdder();
    /** Kept beside the meters, which not every registry lets one read back. */
    private final LongAdder waitedServed = new LongAdder();

    private final LongAdder failedServed = new LongAdder();
    private final Counter fresh;
    private final Counter stale;
    private final Counter changed;
    private final Counter failedOpen;
    private final Timer answered;
    private final Timer failed;
    private final Timer refreshed;
    private final Timer refreshFailed;
    private long freshPublished;
    private long stalePublished;

    HostMeters(String label, DnsMeters meters) {
        this.label = label;
        this.fresh = meters.counter(DnsMeter.HITS, label);
        this.stale = meters.counter(DnsMeter.STALE_SERVED, label);
        this.changed = meters.counter(DnsMeter.ANSWERS_CHANGED, label);
        this.failedOpen = meters.counter(DnsMeter.FAILED_OPEN, label);
        this.answered = meters.timer(DnsMeter.RESOLVE, label, "success");
        this.failed = meters.timer(DnsMeter.RESOLVE, label, "error");
        this.refreshed = meters.timer(DnsMeter.REFRESH, label, "success");
        this.refreshFailed = meters.timer(DnsMeter.REFRESH, label, "error");
    }

    String label() {
        return label;
    }

    void fresh() {
        freshServed.increment();
    }

    void stale() {
        staleServed.increment();
    }

    /** Brings the meters of hits up to date. */
    synchronized void publish() {
        long freshNow = freshServed.sum();
        fresh.increment((double) (freshNow - freshPublished));
        freshPublished = freshNow;
        long staleNow = staleServed.sum();
        stale.increment((double) (staleNow - stalePublished));
        stalePublished = staleNow;
    }

    void changed() {
        changed.increment();
    }

    void failedOpen() {
        failedOpen.increment();
    }

    void waited(long nanos, boolean ok) {
        (ok ? waitedServed : failedServed).increment();
        (ok ? answered : failed).record(nanos, TimeUnit.NANOSECONDS);
    }

    void refreshed(long nanos, boolean ok) {
        (ok ? refreshed : refreshFailed).record(nanos, TimeUnit.NANOSECONDS);
    }

    long freshServed() {
        return freshServed.sum();
    }

    long staleServed() {
        return staleServed.sum();
    }

    long answeredAfterWaiting() {
        return waitedServed.sum();
    }

    long failedAfterWaiting() {
        return failedServed.sum();
    }
}
