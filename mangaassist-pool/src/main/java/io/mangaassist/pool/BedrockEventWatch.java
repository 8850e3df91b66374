package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the plan every half minute: grows and shrinks the permits, and warms connections before an event. */
final class BedrockEventWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockEventWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final PlannedEvents events;
    private final @Nullable BedrockWarmUp warmUp;
    private final List<BedrockRung> rungs;
    private final List<PermitTarget> targets;
    private final Clock clock;
    private @Nullable Future<?> ticking;

    BedrockEventWatch(PlannedEvents events, @Nullable BedrockWarmUp warmUp, List<BedrockRung> rungs, Targets targets) {
        this.events = events;
        this.warmUp = warmUp;
        this.rungs = rungs;
        this.targets = targets.targets();
        this.clock = targets.clock();
    }

    void start(ScheduledExecutorService scheduler) {
        ticking = scheduler.scheduleAtFixedRate(
                () -> Guard.safely(LOG, "Planned events", this::look), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Instant now = Instant.ofEpochMilli(clock.wallTime());
        double factor = events.factorAt(now);
        targets.forEach(target -> target.factor(factor));
        BedrockWarmUp warm = warmUp;
        if (warm != null && events.isWarmUp(now)) {
            for (BedrockRung rung : rungs) {
                Guard.safely(LOG, "A warm-up call", () -> {
                    var unused = warm.call(rung.client(), rung.modelId());
                });
            }
        }
    }

    @Override
    public void close() {
        Future<?> running = ticking;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** The permits to change, and the clock to do it by. */
    record Targets(List<PermitTarget> targets, Clock clock) {}
}
