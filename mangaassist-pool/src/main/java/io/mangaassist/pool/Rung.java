package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** The living parts of one rung: its permits, its breaker and what it has shown of its speed. */
final class Rung {

    private final String name;
    private final int index;
    private final RungParts parts;
    private final MovingMean hold;
    private final MovingMean firstContent;
    private final LatencyWindow firstContents = new LatencyWindow();
    private final ArrivalRate arrivals;
    private final Set<Visit<?>> holders = ConcurrentHashMap.newKeySet();
    private final LongAdder answered = new LongAdder();

    Rung(String name, int index, RungParts parts, Clock clock) {
        this.name = name;
        this.index = index;
        this.parts = parts;
        this.hold = new MovingMean(parts.expectedHold().toNanos());
        this.firstContent = new MovingMean(parts.expectedHold().toNanos());
        this.arrivals = new ArrivalRate(clock);
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    PermitPool permits() {
        return parts.permits();
    }

    CircuitBreaker breaker() {
        return parts.breaker().get();
    }

    Quota quota() {
        return parts.quota();
    }

    EffectiveLimit throttle() {
        return parts.throttle();
    }

    RungMeters meters() {
        return parts.meters();
    }

    /** A request came, whether it will be let in or not. */
    void arrived() {
        arrivals.mark();
    }

    /** How long a request that queued now would wait: all before it, and itself, at the pace of the last calls. */
    long predictedWaitNanos() {
        return (permits().waiting() + 1L) * hold.nanos() / Math.max(1, permits().limit());
    }

    void took(Visit<?> visit) {
        holders.add(visit);
    }

    /** The permit came too late to be used. */
    void neverUsed(Visit<?> visit) {
        holders.remove(visit);
    }

    void gaveBack(Visit<?> visit, long heldNanos) {
        holders.remove(visit);
        hold.add(heldNanos);
        meters().held(heldNanos);
    }

    /** Permits that have been out for longer than any deadline allows. */
    List<Visit<?>> heldLongerThan(long nanos, long now) {
        return holders.stream().filter(visit -> now - visit.calledAt() > nanos).collect(Collectors.toList());
    }

    void firstContentAfter(long nanos) {
        firstContent.add(nanos);
        firstContents.add(nanos);
    }

    long firstContentNanos() {
        return firstContent.nanos();
    }

    long firstContentP95Nanos() {
        return firstContents.p95Nanos();
    }

    /** How long a call may take to its first content before the request goes on; for ever if not set. */
    long firstTokenTimeoutNanos() {
        return parts.firstTokenTimeoutNanos();
    }

    /** Permits that the requests of the last seconds would keep busy, in parts of the permits there are: 13 is 13 times. */
    double demand() {
        return busyPermits() / Math.max(1, permits().limit());
    }

    /** The size for the requests of the last seconds. */
    double advisedSize() {
        return Math.ceil(busyPermits() * PoolSizing.DEFAULT_HEADROOM);
    }

    private double busyPermits() {
        return arrivals.perSecond() * hold.nanos() / 1e9;
    }

    void countAnswer() {
        answered.increment();
    }

    PoolSnapshot.Rung snapshot() {
        PermitPool permits = permits();
        return new PoolSnapshot.Rung(name, permits.limit(), permits.active(), permits.waiting(), answered.sum());
    }

    @Override
    public String toString() {
        return name + permits();
    }
}
