package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import io.mangaassist.pool.Route.Diversion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to one request: tells meters, segments and listeners, each thing once. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Ladder ladder;
    private final Operation operation;
    private final Passenger passenger;
    private final List<Diversion> diversions = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean told = new AtomicBoolean();
    private final SegmentTimer acquire;
    private final SegmentTimer invoke;
    private final SegmentTimer stream;

    private volatile RouteReason lastReason = RouteReason.EXHAUSTED;

    Journal(Ladder ladder, Operation operation, Passenger passenger) {
        this.ladder = ladder;
        this.operation = operation;
        this.passenger = passenger;
        this.acquire = ladder.segments().start(Segment.POOL_ACQUIRE);
        this.invoke = ladder.segments().start(Segment.BEDROCK_INVOKE);
        this.stream = ladder.segments().start(Segment.BEDROCK_STREAM);
    }

    void called() {
        acquire.stop(Outcome.SUCCESS);
        calls.incrementAndGet();
    }

    void left(Rung rung, RouteReason reason) {
        lastReason = reason;
        diversions.add(new Diversion(rung.name(), reason));
    }

    RouteReason lastReason() {
        return lastReason;
    }

    String path() {
        return diversions.stream().map(Diversion::toString).collect(Collectors.joining(", "));
    }

    void answeredBy(Rung rung) {
        invoke.stop(Outcome.SUCCESS);
        if (told.compareAndSet(false, true)) {
            rung.countAnswer();
            tell(rung.name());
        }
    }

    void degraded() {
        invoke.stop(Outcome.REJECTED);
        if (told.compareAndSet(false, true)) {
            ladder.tally().degraded();
            tell(Route.DEGRADED);
        }
    }

    void nobody() {
        if (told.compareAndSet(false, true)) {
            ladder.tally().failed();
            tell(Route.NOBODY);
        }
    }

    void ended(Outcome outcome) {
        acquire.stop(Outcome.REJECTED);
        invoke.stop(outcome);
        stream.stop(outcome);
        ladder.meters().attempts(operation, outcome, calls.get());
    }

    private void tell(String answeredBy) {
        if (!diversions.isEmpty()) {
            Diversion first = diversions.get(0);
            ladder.meters().fallback(first.rung(), answeredBy, first.reason());
        }
        Route route = new Route(operation.tag(), diversions, answeredBy, passenger.correlationId());
        Guard.safely(LOG, "A route listener", () -> ladder.listener().routed(route));
        RouteListener own = passenger.listener();
        if (own != null) {
            Guard.safely(LOG, "A route listener", () -> own.routed(route));
        }
    }
}
