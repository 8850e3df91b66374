package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composes a pool from its settings and the caller's surroundings. */
record BedrockRecipe(
        BedrockPoolConfig config, MeterRegistry registry, Segments segments, Clock clock, BedrockPoolHooks hooks) {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockRecipe.class);
    /** Until calls have shown the truth: the runbook's time of a Sonnet call. */
    private static final Duration EXPECTED_HOLD = Duration.ofMillis(500);
    /** A twentieth of the promise, as 5 ms is of the tenth of a second that networks look at. */
    private static final Duration QUEUE_TARGET = Duration.ofMillis(100);

    private static final Duration QUEUE_INTERVAL = Duration.ofMillis(500);

    BedrockPoolParts compose(BedrockPoolThreads threads) {
        List<String> names = config.rungs().stream().map(BedrockRung::name).toList();
        PoolMeters meters = new PoolMeters(registry, config.name(), names);
        Timers timers = new Timers(threads.scheduler(), threads.executor(), clock);
        List<Rung> rungs = new ArrayList<>();
        List<AutoCloseable> subscriptions = new ArrayList<>();
        List<PermitTarget> targets = new ArrayList<>();
        for (BedrockRung rung : config.rungs()) {
            boolean last = rungs.size() + 1 == config.rungs().size();
            RungParts parts = parts(
                    rung,
                    meters,
                    timers,
                    new PermitPool(queueing(rung, last, threads), rung.permits().get()));
            Rung living = new Rung(rung.name(), rungs.size(), parts, clock);
            // meters before settings: a changed size should be seen
            LeakWatch leaks = leaks(living);
            living.meters().watch(living, leaks);
            if (config.keepSites()) {
                subscriptions.add(lookForLeaks(leaks, threads));
            }
            PermitTarget target =
                    new PermitTarget(living.throttle(), rung.permits().get());
            subscriptions.add(rung.permits().follow(target::base));
            subscriptions.addAll(config.breaker().onChange(parts.breaker()::renew));
            targets.add(target);
            rungs.add(living);
        }
        if (!hooks.events().isEmpty()) {
            BedrockEventWatch watch = new BedrockEventWatch(
                    hooks.events(), hooks.warmUp(), config.rungs(), new BedrockEventWatch.Targets(targets, clock));
            watch.start(threads.scheduler());
            subscriptions.add(watch);
        }
        Ladder ladder = new Ladder(
                List.copyOf(rungs),
                config.waiting().limits(),
                timers,
                meters,
                segments,
                hooks.routes(),
                new HedgeBudget(config.hedgeShare()),
                clock,
                new Tally());
        InFlight inFlight = new InFlight();
        BedrockLadder models =
                new BedrockLadder(config.rungs(), hooks.degraded(), config.name(), hooks.routeMetadata());
        BedrockRouter router = new BedrockRouter(ladder, models, inFlight, config);
        return new BedrockPoolParts(ladder, threads, subscriptions, inFlight, router);
    }

    private LeakWatch leaks(Rung rung) {
        Consumer<? super Throwable> listener = hooks.leaks();
        return new LeakWatch(rung, config.totalTimeout().toNanos(), clock, listener == null ? site -> {} : listener);
    }

    private AutoCloseable lookForLeaks(LeakWatch leaks, BedrockPoolThreads threads) {
        long every = config.totalTimeout().toNanos();
        Future<?> looking = threads.scheduler()
                .scheduleWithFixedDelay(
                        () -> Guard.safely(LOG, "The leak watch", leaks::overdue), every, every, TimeUnit.NANOSECONDS);
        return () -> looking.cancel(false);
    }

    /** What the last rung refuses gets no model's answer: there a longer queue is the smaller harm. */
    private PermitPoolConfig queueing(BedrockRung rung, boolean last, BedrockPoolThreads threads) {
        PoolWaiting waiting = config.waiting();
        int permits = rung.permits().get();
        Duration halfOfLongest = waiting.limits().longest().get().dividedBy(2);
        boolean longer = last && halfOfLongest.compareTo(QUEUE_TARGET) > 0;
        return new PermitPoolConfig(
                last ? waiting.queueLimitOfLast(permits) : waiting.queueLimit(),
                waiting.backgroundShare(),
                longer ? halfOfLongest : QUEUE_TARGET,
                QUEUE_INTERVAL,
                clock,
                threads.executor());
    }

    private RungParts parts(BedrockRung rung, PoolMeters meters, Timers timers, PermitPool permits) {
        Duration patience = rung.firstTokenTimeout();
        return new RungParts(
                permits,
                breaker(rung, meters),
                Quota.of(rung.quota(), rung.modelId(), timers),
                limit(rung, permits),
                meters.rung(rung.name()),
                EXPECTED_HOLD,
                patience == null ? Long.MAX_VALUE : patience.toNanos());
    }

    private LiveBreaker breaker(BedrockRung rung, PoolMeters meters) {
        String name = meters.instance() + "-" + rung.name();
        return new LiveBreaker(
                () -> Breakers.create(name, config.breaker().now(config.firstTokenTimeout()), clock),
                meters.breakers());
    }

    private EffectiveLimit limit(BedrockRung rung, PermitPool permits) {
        IntFunction<? extends LimitAlgorithm> algorithm = rung.algorithm();
        return algorithm == null
                ? new ThrottleLimit(permits, clock)
                : new SampledLimit(permits, algorithm.apply(permits.limit()));
    }
}
