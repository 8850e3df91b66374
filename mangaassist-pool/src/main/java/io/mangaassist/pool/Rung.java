package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mangaassist.core.Lane;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The living parts of one rung: its permits, its breaker and what it has shown of its speed. */
final class Rung {

    private final String name;
    private final int index;
    private final PermitPool permits;
    private final CircuitBreaker breaker;
    private final RungMeters meters;
    private final MovingMean hold;
    private final MovingMean firstContent;
    private final long firstTokenTimeoutNanos;
    private final LongAdder answered = new LongAdder();

    Rung(String name, int index, RungParts parts) {
        this.name = name;
        this.index = index;
        this.permits = parts.permits();
        this.breaker = parts.breaker();
        this.meters = parts.meters();
        this.firstTokenTimeoutNanos = parts.firstTokenTimeoutNanos();
        this.hold = new MovingMean(parts.expectedHold().toNanos());
        this.firstContent = new MovingMean(parts.expectedHold().toNanos());
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    PermitPool permits() {
        return permits;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    RungMeters meters() {
        return meters;
    }

    @Nullable
    Permit tryAcquire(Lane lane) {
        return permits.tryAcquire(lane);
    }

    /** How long a request that queued now would wait: all before it, and itself, at the pace of the last calls. */
    long predictedWaitNanos() {
        return (permits.waiting() + 1L) * hold.nanos() / Math.max(1, permits.limit());
    }

    void held(long nanos) {
        hold.add(nanos);
    }

    /** How long a call may take to its first content before the request goes on; for ever if not set. */
    long firstTokenTimeoutNanos() {
        return firstTokenTimeoutNanos;
    }

    long holdNanos() {
        return hold.nanos();
    }

    void firstContentAfter(long nanos) {
        firstContent.add(nanos);
    }

    long firstContentNanos() {
        return firstContent.nanos();
    }

    void countAnswer() {
        answered.increment();
    }

    PoolSnapshot.Rung snapshot() {
        return new PoolSnapshot.Rung(name, permits.limit(), permits.active(), permits.waiting(), answered.sum());
    }

    @Override
    public String toString() {
        return name + permits;
    }
}
