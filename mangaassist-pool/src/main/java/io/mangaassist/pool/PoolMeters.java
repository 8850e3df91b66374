package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.mangaassist.core.InstanceMeters;
import io.mangaassist.core.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every meter of one pool, registered when it is built and removed when it is closed. */
final class PoolMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PoolMeters.class);

    private final InstanceMeters meters;
    private final Map<String, Map<RouteReason, Counter>> fallbacks = new HashMap<>();
    private final Map<Operation, Map<Outcome, DistributionSummary>> attempts = new EnumMap<>(Operation.class);
    private final Counter passedThrough;
    private final BreakerMeters breakers;

    PoolMeters(MeterRegistry registry, String instance, List<String> rungs) {
        meters = InstanceMeters.create(registry, "pool", instance);
        breakers = new BreakerMeters(registry);
        passedThrough = meters.counter(PoolMeter.PASSED_THROUGH);
        for (int from = 0; from < rungs.size(); from++) {
            List<String> targets = new ArrayList<>(rungs.subList(from + 1, rungs.size()));
            targets.add(Route.DEGRADED);
            targets.add(Route.NOBODY);
            for (String to : targets) {
                fallbacks.put(pair(rungs.get(from), to), fallback(rungs.get(from), to));
            }
        }
        for (Operation operation : Operation.values()) {
            attempts.put(operation, attempts(operation));
        }
    }

    String instance() {
        return meters.instance();
    }

    BreakerMeters breakers() {
        return breakers;
    }

    RungMeters rung(String name) {
        return new RungMeters(meters, name);
    }

    void fallback(String from, String to, RouteReason reason) {
        Map<RouteReason, Counter> byReason = fallbacks.get(pair(from, to));
        Counter counter = byReason == null ? null : byReason.get(reason);
        if (counter != null) {
            Guard.safely(LOG, "A meter", counter::increment);
        }
    }

    void attempts(Operation operation, Outcome outcome, int count) {
        Map<Outcome, DistributionSummary> byOutcome = attempts.get(operation);
        DistributionSummary summary = byOutcome == null ? null : byOutcome.get(outcome);
        if (summary != null) {
            Guard.safely(LOG, "A meter", () -> summary.record(count));
        }
    }

    void passedThrough() {
        Guard.safely(LOG, "A meter", passedThrough::increment);
    }

    @Override
    public void close() {
        breakers.close();
        meters.close();
    }

    private Map<RouteReason, Counter> fallback(String from, String to) {
        Map<RouteReason, Counter> byReason = new EnumMap<>(RouteReason.class);
        for (RouteReason reason : RouteReason.values()) {
            byReason.put(reason, meters.counter(PoolMeter.FALLBACK, from, to, reason.tag()));
        }
        return byReason;
    }

    private Map<Outcome, DistributionSummary> attempts(Operation operation) {
        Map<Outcome, DistributionSummary> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, meters.summary(PoolMeter.ATTEMPTS, operation.tag(), outcome.tag()));
        }
        return byOutcome;
    }

    /** Names of rungs hold no line break. */
    private static String pair(String from, String to) {
        return from + '\n' + to;
    }
}
