package io.mangaassist.pool;

import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Composes a pool from its settings and the caller's surroundings. */
record BedrockRecipe(
        BedrockPoolConfig config,
        MeterRegistry registry,
        Segments segments,
        Clock clock,
        RouteListener listener,
        @Nullable BedrockDegradedAnswer degraded,
        PlannedEvents events,
        @Nullable BedrockWarmUp warmUp,
        boolean metadata) {

    /** Until calls have shown the truth: the runbook's time of a Sonnet call. */
    private static final Duration EXPECTED_HOLD = Duration.ofMillis(500);
    /** A twentieth of the promise, as 5 ms is of the tenth of a second that networks look at. */
    private static final Duration QUEUE_TARGET = Duration.ofMillis(100);

    private static final Duration QUEUE_INTERVAL = Duration.ofMillis(500);

    BedrockPoolParts compose(BedrockPoolThreads threads) {
        List<String> names = config.rungs().stream().map(BedrockRung::name).toList();
        PoolMeters meters = new PoolMeters(registry, config.name(), names);
        List<Rung> rungs = new ArrayList<>();
        List<AutoCloseable> subscriptions = new ArrayList<>();
        List<PermitTarget> targets = new ArrayList<>();
        for (BedrockRung rung : config.rungs()) {
            Rung living = new Rung(rung.name(), rungs.size(), parts(rung, meters, threads), clock);
            // meters before settings: a changed size should be seen
            living.meters()
                    .watch(living, new LeakWatch(living, config.totalTimeout().toNanos(), clock));
            PermitTarget target =
                    new PermitTarget(living.throttle(), rung.permits().get());
            subscriptions.add(rung.permits().follow(target::base));
            targets.add(target);
            rungs.add(living);
        }
        if (!events.isEmpty()) {
            BedrockEventWatch watch = new BedrockEventWatch(
                    events, warmUp, config.rungs(), new BedrockEventWatch.Targets(targets, clock));
            watch.start(threads.scheduler());
            subscriptions.add(watch);
        }
        Ladder ladder = new Ladder(
                List.copyOf(rungs),
                config.waiting().limits(),
                new Timers(threads.scheduler(), threads.executor()),
                meters,
                segments,
                listener,
                new HedgeBudget(config.hedgeShare()),
                clock,
                new Tally());
        InFlight inFlight = new InFlight();
        BedrockLadder models = new BedrockLadder(config.rungs(), degraded, config.name(), metadata);
        BedrockRouter router = new BedrockRouter(ladder, models, inFlight, config);
        return new BedrockPoolParts(ladder, threads, subscriptions, inFlight, router);
    }

    private RungParts parts(BedrockRung rung, PoolMeters meters, BedrockPoolThreads threads) {
        PermitPoolConfig queueing = new PermitPoolConfig(
                config.waiting().queueLimit(),
                config.waiting().backgroundShare(),
                QUEUE_TARGET,
                QUEUE_INTERVAL,
                clock,
                threads.executor());
        PermitPool permits = new PermitPool(queueing, rung.permits().get());
        Duration patience = rung.firstTokenTimeout();
        return new RungParts(
                permits,
                Breakers.create(rung.name(), config.firstTokenTimeout(), clock),
                new Quota(rung.quota(), clock),
                new ThrottleLimit(permits, clock),
                meters.rung(rung.name()),
                EXPECTED_HOLD,
                patience == null ? Long.MAX_VALUE : patience.toNanos());
    }
}
