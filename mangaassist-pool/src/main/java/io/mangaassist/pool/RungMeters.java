package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.mangaassist.core.InstanceMeters;
import io.mangaassist.core.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters of one rung. */
final class RungMeters {

    private static final Logger LOG = LoggerFactory.getLogger(RungMeters.class);

    private final InstanceMeters meters;
    private final String name;
    private final Timer hold;
    private final Map<Outcome, Timer> acquire = new EnumMap<>(Outcome.class);
    private final Map<RouteReason, Counter> rejected = new EnumMap<>(RouteReason.class);
    private final Map<RouteReason, Counter> diverted = new EnumMap<>(RouteReason.class);
    private final Map<Operation, Map<Outcome, Timer>> invoke = new EnumMap<>(Operation.class);
    private final Map<Operation, Timer> firstChunk = new EnumMap<>(Operation.class);

    RungMeters(InstanceMeters meters, String name) {
        this.meters = meters;
        this.name = name;
        this.hold = meters.timer(PoolMeter.HOLD, name);
        for (RouteReason reason : RouteReason.values()) {
            rejected.put(reason, meters.counter(PoolMeter.REJECTED, name, reason.tag()));
            diverted.put(reason, meters.counter(PoolMeter.DIVERTED, name, reason.tag()));
        }
        for (Outcome outcome : Outcome.values()) {
            acquire.put(outcome, meters.timer(PoolMeter.ACQUIRE, name, outcome.tag()));
        }
        for (Operation operation : Operation.values()) {
            Map<Outcome, Timer> byOutcome = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                byOutcome.put(outcome, meters.timer(PoolMeter.INVOKE, name, operation.tag(), outcome.tag()));
            }
            invoke.put(operation, byOutcome);
            firstChunk.put(operation, meters.timer(PoolMeter.FIRST_CHUNK, name, operation.tag()));
        }
    }

    /** Gauges need the rung itself, which exists later than its meters. */
    void watch(Rung rung, LeakWatch leaks) {
        PermitPool pool = rung.permits();
        meters.gauge(PoolMeter.DEMAND, rung, Rung::demand, name);
        meters.gauge(PoolMeter.ADVISED_SIZE, rung, Rung::advisedSize, name);
        meters.gauge(PoolMeter.OVERDUE, leaks, LeakWatch::overdue, name);
        meters.gauge(PoolMeter.BREAKER, rung, RungMeters::breaker, name);
        meters.gauge(PoolMeter.PERMITS_MAX, pool, PermitPool::limit, name);
        meters.gauge(PoolMeter.PERMITS_ACTIVE, pool, PermitPool::active, name);
        meters.gauge(PoolMeter.QUEUE_DEPTH, pool, PermitPool::waiting, name);
        meters.gauge(PoolMeter.UTILIZATION, pool, p -> 100.0 * p.active() / Math.max(1, p.limit()), name);
    }

    void acquired(Outcome outcome, long nanos) {
        record(acquire.get(outcome), nanos);
    }

    void rejected(RouteReason reason) {
        count(rejected.get(reason));
    }

    void diverted(RouteReason reason) {
        count(diverted.get(reason));
    }

    void held(long nanos) {
        record(hold, nanos);
    }

    void firstChunk(Operation operation, long nanos) {
        record(firstChunk.get(operation), nanos);
    }

    void invoked(Operation operation, Outcome outcome, long nanos) {
        Map<Outcome, Timer> byOutcome = invoke.get(operation);
        record(byOutcome == null ? null : byOutcome.get(outcome), nanos);
    }

    private static double breaker(Rung rung) {
        return switch (rung.breaker().getState()) {
            case OPEN, FORCED_OPEN -> 1;
            case HALF_OPEN -> 0.5;
            default -> 0;
        };
    }

    private static void record(@Nullable Timer timer, long nanos) {
        if (timer != null) {
            Guard.safely(LOG, "A meter", () -> timer.record(nanos, TimeUnit.NANOSECONDS));
        }
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            Guard.safely(LOG, "A meter", counter::increment);
        }
    }
}
