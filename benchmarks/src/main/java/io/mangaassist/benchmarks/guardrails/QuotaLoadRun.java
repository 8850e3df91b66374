package io.mangaassist.benchmarks.guardrails;

import io.mangaassist.guardrails.AnswerVerdict;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.mangaassist.guardrails.RemoteVerdict;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What a quota of 25 remote calls and 25 text units a second does to streams of 300 tokens that keep arriving for a
 * minute, in virtual time: how many get their whole verdict, and what the rest get.
 */
final class QuotaLoadRun {

    private static final int QUOTA = 25;
    private static final int SECONDS = 60;
    private static final int[] ARRIVALS = {2, 4, 8, 16, 25, 50};

    private final VirtualTime time = VirtualTime.start();
    private final RunbookGuardrail guardrail = new RunbookGuardrail();
    private final Map<AnswerVerdict, Integer> verdicts = new EnumMap<>(AnswerVerdict.class);
    private final List<Sample> samples = Samples.of(7, 20).stream()
            .filter(sample -> sample.kind() == Sample.Kind.CLEAN)
            .toList();

    private QuotaLoadRun() {}

    static void print() {
        System.out.printf(
                "%n%d calls/s; %-8s %10s %10s %12s %10s %10s%n",
                QUOTA, "mode", "streams/s", "verified", "unverified", "closed", "calls each");
        for (GuardrailMode mode : new GuardrailMode[] {GuardrailMode.SYNC, GuardrailMode.GATED, GuardrailMode.ASYNC}) {
            for (int arrivals : ARRIVALS) {
                new QuotaLoadRun().row(mode, arrivals);
            }
        }
    }

    private void row(GuardrailMode mode, int arrivals) {
        try (Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
                .meterRegistry(new SimpleMeterRegistry())
                .clock(time.clock())
                .scheduler(time.scheduler())
                .intents(IntentPolicy.always(mode))
                .maxTokensToEvaluate(200)
                .remoteQuota(QUOTA, QUOTA)
                .onAnswer(report -> verdicts.merge(report.verdict(), 1, Integer::sum))
                .remote(check -> judged(check.text()))
                .build()) {
            for (int i = 0; i < arrivals * SECONDS; i++) {
                Sample sample = samples.get(i % samples.size());
                at(i * 1_000_000_000L / arrivals, () -> stream(guardrails, sample));
            }
            time.advance(Duration.ofSeconds(SECONDS + 30));
        }
        double all = verdicts.values().stream().mapToInt(Integer::intValue).sum() / 100.0;
        System.out.printf(
                Locale.ROOT,
                "             %-8s %10d %8.1f %% %10.1f %% %8.1f %% %10.2f%n",
                mode,
                arrivals,
                verdicts.getOrDefault(AnswerVerdict.CLEAN, 0) / all,
                verdicts.getOrDefault(AnswerVerdict.UNVERIFIED, 0) / all,
                verdicts.getOrDefault(AnswerVerdict.STOPPED, 0) / all,
                guardrail.calls() / (double) (arrivals * SECONDS));
    }

    private void stream(Guardrails guardrails, Sample sample) {
        Feed feed = Feed.open(guardrails, "s" + time.elapsed().toNanos());
        for (int i = 0; i < sample.tokens().size(); i++) {
            String token = sample.tokens().get(i);
            at(i * Shown.TOKEN_NANOS, () -> feed.token(token));
        }
        at((sample.tokens().size() - 1) * Shown.TOKEN_NANOS, feed::end);
    }

    private CompletionStage<RemoteVerdict> judged(String text) {
        CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
        at(guardrail.nanos(text), () -> verdict.complete(RemoteVerdict.passed()));
        return verdict;
    }

    private void at(long nanos, Runnable task) {
        var unused = time.scheduler().schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
