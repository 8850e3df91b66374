package io.mangaassist.core;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats an asynchronous task, one at a time, with jittered pauses that double while it fails. */
final class PollSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PollSchedule.class);

    /** How long the pauses are and who keeps the time; a null scheduler means one of our own. */
    record Config(
            Duration pause,
            Duration longestPause,
            DoubleSupplier random,
            @Nullable ScheduledExecutorService scheduler) {

        static final Config DEFAULT = new Config(
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                () -> ThreadLocalRandom.current().nextDouble(),
                null);

        Config pause(Duration newPause) {
            return new Config(newPause, longestPause, random, scheduler);
        }

        Config scheduler(ScheduledExecutorService newScheduler) {
            return new Config(pause, longestPause, random, newScheduler);
        }
    }

    /** Pauses lie between four and six fifths of the wanted length. */
    private static final double JITTER = 0.2;

    private final Config config;
    private final Supplier<CompletableFuture<Boolean>> task;
    private final ScheduledExecutorService scheduler;
    private int failures;
    private volatile boolean closed;
    private volatile @Nullable ScheduledFuture<?> next;

    PollSchedule(Config config, Supplier<CompletableFuture<Boolean>> task) {
        this.config = config;
        this.task = task;
        this.scheduler = config.scheduler() != null
                ? config.scheduler()
                : Executors.newSingleThreadScheduledExecutor(NamedThreads.daemons("mangaassist-poll"));
    }

    void start() {
        in(Duration.ZERO);
    }

    private void in(Duration pause) {
        if (closed) {
            return;
        }
        try {
            next = scheduler.schedule(this::run, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            closed = true;
        }
    }

    private void run() {
        if (closed) {
            return;
        }
        CompletableFuture<Boolean> round;
        try {
            round = task.get();
        } catch (Throwable broken) {
            // Also an Error: a schedule that ends without a word would be a setting that never changes again.
            LOG.warn("A poll broke off with {}", broken.getClass().getName());
            round = CompletableFuture.completedFuture(false);
        }
        // One round begins after the other has ended, so that failures needs no lock.
        var unused = round.whenComplete((worked, failure) -> {
            failures = failure == null && worked ? 0 : failures + 1;
            in(pauseAfter(failures));
        });
    }

    boolean isClosed() {
        return closed;
    }

    Duration pauseAfter(int failuresInARow) {
        double doubled = (double) config.pause().toNanos() * Math.pow(2, Math.min(failuresInARow, 30));
        double bounded = Math.min(doubled, (double)
                Math.max(config.longestPause().toNanos(), config.pause().toNanos()));
        return Duration.ofNanos(
                (long) (bounded * (1 - JITTER + 2 * JITTER * config.random().getAsDouble())));
    }

    @Override
    public void close() {
        closed = true;
        ScheduledFuture<?> pending = next;
        if (pending != null) {
            pending.cancel(false);
        }
        if (config.scheduler() == null) {
            scheduler.shutdownNow();
        }
    }

    @Override
    public String toString() {
        return "every " + config.pause();
    }
}
