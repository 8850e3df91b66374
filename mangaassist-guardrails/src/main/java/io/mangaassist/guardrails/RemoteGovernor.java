package io.mangaassist.guardrails;

import io.mangaassist.core.CapturedContext;
import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import io.micrometer.core.instrument.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the remote tier within this process's share of calls and text units per second. Checks that find no share wait,
 * whole answers before gated ones before those behind a stream; the last fifth of a second's share is kept for the two
 * that somebody waits for. A candidate on trial gets what is left over ({@link #spare}).
 *
 * <p>Among answers that somebody waits for, those that have begun go first, then the newest: where there are more than the
 * share is good for, serving the oldest would spend it on answers whose limit passes before their verdict comes, until
 * none gets one in time. Behind a stream the oldest go first. A throttled call lowers the share by three tenths and is tried again while anybody waits for it; each
 * success wins a hundredth back. Thread-safe.
 */
final class RemoteGovernor implements RemoteEvaluator {

    private static final double LOWERED = 0.7;
    private static final double RAISED = 0.01;
    private static final double LEAST = 0.1;
    private static final double RESERVED = 0.2;
    private static final double SPARED = 0.5;
    private static final int RETRIES = 3;
    private static final int MOST_WAITING = 10_000;

    /** A process's share of the service's quota, now. */
    record Share(LiveSetting<Double> calls, LiveSetting<Double> textUnits) {

        Share {
            Checks.positive("callsPerSecond", calls.get());
            Checks.positive("textUnitsPerSecond", textUnits.get());
        }

        static Share of(double callsPerSecond, double textUnitsPerSecond) {
            return new Share(
                    LiveSetting.fixed("callsPerSecond", callsPerSecond),
                    LiveSetting.fixed("textUnitsPerSecond", textUnitsPerSecond));
        }

        double callsPerSecond() {
            return calls.get();
        }

        double textUnitsPerSecond() {
            return textUnits.get();
        }
    }

    private final RemoteEvaluator delegate;
    private final Share share;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(
            Comparator.comparingInt((Waiting w) -> w.check.mode().ordinal())
                    .thenComparing(w -> w.isWaitedFor() && w.check.from() == 0)
                    .thenComparingLong(w -> w.isWaitedFor() ? -w.number : w.number));
    private double calls;
    private double units;
    private double factor = 1;
    private long filledAt;
    private long numbers;
    private boolean wakeUpSet;

    RemoteGovernor(RemoteEvaluator delegate, Share share, Clock clock, ScheduledExecutorService scheduler) {
        this.delegate = delegate;
        this.share = share;
        this.clock = clock;
        this.scheduler = scheduler;
        this.calls = Math.max(1, share.callsPerSecond());
        this.units = Math.max(1, share.textUnitsPerSecond());
        this.filledAt = clock.monotonicTime();
    }

    @Override
    public CompletionStage<RemoteVerdict> evaluate(RemoteCheck check) {
        Waiting entry = new Waiting(check);
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                return CompletableFuture.completedFuture(RemoteVerdict.failed("overload"));
            }
            entry.number = numbers++;
            waiting.add(entry);
        }
        drain();
        return entry.result;
    }

    /** Takes a share for something that must not cost anybody else anything, or says that there is none to spare. */
    synchronized boolean spare(RemoteCheck check) {
        refill();
        boolean spare = waiting.isEmpty()
                && calls >= 1 + share.callsPerSecond() * SPARED
                && units >= units(check) + share.textUnitsPerSecond() * SPARED;
        if (spare) {
            calls -= 1;
            units -= units(check);
        }
        return spare;
    }

    /** The part of its share that throttling has left, 0.1 to 1. */
    synchronized double factor() {
        return factor;
    }

    /** Checks that wait for a share. */
    synchronized int waiting() {
        return waiting.size();
    }

    private void drain() {
        for (Waiting entry : admitted()) {
            // whoever drains may not be who asked
            entry.asker.wrap(() -> start(entry)).run();
        }
    }

    private synchronized List<Waiting> admitted() {
        refill();
        List<Waiting> admitted = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Waiting first = waiting.peek();
            if (first.result.isDone()) {
                waiting.remove();
            } else if (calls >= 1 + reserve(first, share.callsPerSecond())
                    && units > reserve(first, share.textUnitsPerSecond())) {
                waiting.remove();
                calls -= 1;
                units -= units(first.check);
                admitted.add(first);
            } else {
                wakeUpLater();
                break;
            }
        }
        return admitted;
    }

    private void refill() {
        long now = clock.monotonicTime();
        double seconds = (now - filledAt) / 1e9;
        filledAt = now;
        calls = Math.min(Math.max(1, share.callsPerSecond()), calls + seconds * share.callsPerSecond() * factor);
        units = Math.min(
                Math.max(1, share.textUnitsPerSecond()), units + seconds * share.textUnitsPerSecond() * factor);
    }

    /** What must be left for those that somebody waits for; nothing where a second brings only a few. */
    private static double reserve(Waiting entry, double perSecond) {
        return !entry.isWaitedFor() && perSecond >= 5 ? perSecond * RESERVED : 0;
    }

    private void wakeUpLater() {
        if (wakeUpSet) {
            return;
        }
        long nanos = (long) (1e9 / Math.max(1, share.callsPerSecond() * factor));
        try {
            var unused = scheduler.schedule(this::wakeUp, nanos, TimeUnit.NANOSECONDS);
            wakeUpSet = true;
        } catch (RejectedExecutionException closed) {
            waiting.forEach(entry -> entry.closed = true);
        }
    }

    private void wakeUp() {
        synchronized (this) {
            wakeUpSet = false;
        }
        drain();
    }

    private void start(Waiting entry) {
        CompletionStage<RemoteVerdict> call;
        try {
            call = delegate.evaluate(entry.check);
        } catch (RuntimeException e) {
            entry.result.complete(RemoteVerdict.failed("error"));
            return;
        }
        if (call == null) {
            entry.result.complete(RemoteVerdict.failed("no answer"));
            return;
        }
        var unused = call.whenComplete((verdict, failure) -> {
            if (failure != null) {
                entry.result.completeExceptionally(failure);
            } else {
                answered(entry, verdict != null ? verdict : RemoteVerdict.failed("no answer"));
            }
        });
        unused = entry.result.whenComplete((verdict, failure) -> {
            if (entry.result.isCancelled()) {
                call.toCompletableFuture().cancel(true);
            }
        });
    }

    private void answered(Waiting entry, RemoteVerdict verdict) {
        boolean throttled =
                verdict.kind() == RemoteVerdict.Kind.FAILED && verdict.reasons().contains("throttled");
        boolean again;
        synchronized (this) {
            factor = throttled ? Math.max(LEAST, factor * LOWERED) : Math.min(1, factor + RAISED);
            again = throttled && ++entry.tries < RETRIES && !entry.result.isDone() && !entry.closed;
            if (again) {
                calls = Math.min(calls, 0);
                waiting.add(entry);
            }
        }
        if (again) {
            drain();
        } else {
            entry.result.complete(verdict);
        }
    }

    private static int units(RemoteCheck check) {
        return (check.text().length() + GuardrailConfig.ChunkSettings.TEXT_UNIT - 1)
                / GuardrailConfig.ChunkSettings.TEXT_UNIT;
    }

    private static final class Waiting {

        private final RemoteCheck check;
        private final CapturedContext asker = CapturedContext.capture();
        private final CompletableFuture<RemoteVerdict> result = new CompletableFuture<>();
        private long number;
        private int tries;
        private boolean closed;

        Waiting(RemoteCheck check) {
            this.check = check;
        }

        boolean isWaitedFor() {
            return check.mode() != GuardrailMode.ASYNC;
        }
    }
}
