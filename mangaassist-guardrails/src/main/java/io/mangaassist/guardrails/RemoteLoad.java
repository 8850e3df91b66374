package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The load test of a remote policy: asks it about texts of 100, 300, 500 and 1,000 tokens, Japanese, English and mixed, at
 * a fixed rate whether earlier calls have answered or not, and says how long it takes, what fails and what it costs.
 * {@link PolicyBenchmark} runs it from the command line. Immutable; closes nothing.
 */
public final class RemoteLoad {

    private final RemoteEvaluator evaluator;
    private final Settings settings;

    private RemoteLoad(RemoteEvaluator evaluator, Settings settings) {
        this.evaluator = evaluator;
        this.settings = settings;
    }

    /** A load test of this evaluator, which should not retry by itself. */
    public static Builder builder(RemoteEvaluator evaluator) {
        return new Builder(evaluator);
    }

    /**
     * Runs it. Blocks the caller for about {@code rounds * 12 / callsPerSecond} seconds; uses one thread of its own meanwhile.
     *
     * @throws InterruptedException if the caller is interrupted; no call is started after that
     */
    public RemoteLoadReport run() throws InterruptedException {
        ScheduledExecutorService scheduler = RemoteTier.limitKeeper("load");
        try {
            return start(Clock.SYSTEM, scheduler).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a load test does not fail, its calls do", e);
        } finally {
            scheduler.shutdownNow();
        }
    }

    CompletableFuture<RemoteLoadReport> start(Clock clock, ScheduledExecutorService scheduler) {
        List<RemoteLoadCell> cells = RemoteLoadCell.all();
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        int number = 0;
        for (int round = 0; round < settings.rounds(); round++) {
            for (RemoteLoadCell cell : cells) {
                RemoteLoadCell.Call call = cell.call(number, clock);
                long due = (long) (number++ * 1e9 / settings.callsPerSecond());
                var unused = scheduler.schedule(() -> call.start(evaluator), due, TimeUnit.NANOSECONDS);
                unused =
                        scheduler.schedule(call::tooLate, due + settings.limit().toNanos(), TimeUnit.NANOSECONDS);
                calls.add(call.ended());
            }
        }
        return CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> RemoteLoadReport.of(cells, settings.p95Budget()));
    }

    @Override
    public String toString() {
        return "RemoteLoad[" + evaluator + ", " + settings + "]";
    }

    /** The validated settings. */
    record Settings(double callsPerSecond, int rounds, Duration limit, Duration p95Budget) {
        Settings {
            Checks.positive("callsPerSecond", callsPerSecond);
            Checks.positive("rounds", rounds);
            Checks.positive("limit", limit);
            Checks.positive("p95Budget", p95Budget);
        }
    }

    /** Settings of a {@link RemoteLoad}. */
    public static final class Builder {

        private final RemoteEvaluator evaluator;
        private double callsPerSecond = 5;
        private int rounds = 10;
        private Duration limit = Duration.ofSeconds(10);
        private Duration p95Budget = Duration.ofMillis(100);

        private Builder(RemoteEvaluator evaluator) {
            this.evaluator = Objects.requireNonNull(evaluator, "evaluator");
        }

        /** Calls started each second; 5 unless set, a fifth of the service's default quota. */
        public Builder callsPerSecond(double calls) {
            callsPerSecond = calls;
            return this;
        }

        /** Calls for each of the twelve kinds and lengths of text; 10 unless set. */
        public Builder rounds(int newRounds) {
            rounds = newRounds;
            return this;
        }

        /** After how long a call counts as failed; 10 s unless set. */
        public Builder limit(Duration newLimit) {
            limit = newLimit;
            return this;
        }

        /** What any text may take at the 95th percentile; 100 ms unless set, the runbook's alarm. */
        public Builder p95Budget(Duration budget) {
            p95Budget = budget;
            return this;
        }

        /**
         * Builds the load test.
         *
         * @throws IllegalArgumentException naming the setting, the rule and the value
         */
        public RemoteLoad build() {
            return new RemoteLoad(evaluator, new Settings(callsPerSecond, rounds, limit, p95Budget));
        }
    }
}
