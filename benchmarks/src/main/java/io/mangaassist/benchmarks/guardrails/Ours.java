package io.mangaassist.benchmarks.guardrails;

import io.mangaassist.guardrails.AnswerContext;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardedEvent;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.mangaassist.guardrails.RemoteVerdict;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** This library in one of its modes, as an application runs it, in virtual time. */
final class Ours implements Strategy {

    /** The runbook's max_tokens_to_evaluate, as a window: bounds what one evaluation costs. */
    private static final int WINDOW = 200;

    private static final GuardPolicy POLICY = GuardPolicy.parse(
            "samples.json",
            "{\"rules\":[{\"id\":\"listed\",\"action\":\"block\",\"literals\":[\""
                    + String.join("\",\"", Samples.LISTED) + "\"]}]}");

    private final GuardrailMode mode;

    Ours(GuardrailMode mode) {
        this.mode = mode;
    }

    @Override
    public Shown run(Sample sample, RunbookGuardrail guardrail) {
        VirtualTime time = VirtualTime.start();
        Shown shown = new Shown();
        try (Guardrails guardrails = Guardrails.builder(POLICY)
                .meterRegistry(new SimpleMeterRegistry())
                .clock(time.clock())
                .scheduler(time.scheduler())
                .intents(IntentPolicy.always(mode))
                .maxTokensToEvaluate(WINDOW)
                .onRemediation(remediation -> shown.taken(time.elapsed().toNanos()))
                .remote(check -> judged(time, guardrail, check.text()))
                .build()) {
            Publisher<CharSequence> tokens = to -> to.onSubscribe(new Tokens(sample, time, shown, to));
            guardrails.guard(tokens, AnswerContext.of("sample")).subscribe(new Reader(time, shown));
            time.advance(Duration.ofSeconds(30));
        }
        return shown;
    }

    private static CompletionStage<RemoteVerdict> judged(VirtualTime time, RunbookGuardrail guardrail, String text) {
        CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
        long nanos = guardrail.nanos(text);
        var unused = time.scheduler()
                .schedule(
                        () -> verdict.complete(
                                guardrail.violates(text) ? RemoteVerdict.violation("remote") : RemoteVerdict.passed()),
                        nanos,
                        TimeUnit.NANOSECONDS);
        return verdict;
    }

    /** The model: a token every sixtieth of a second, whatever is asked for. */
    private static final class Tokens implements Subscription {

        private final Shown shown;
        private boolean cancelled;

        Tokens(Sample sample, VirtualTime time, Shown shown, Subscriber<? super CharSequence> to) {
            this.shown = shown;
            for (int i = 0; i < sample.tokens().size(); i++) {
                String token = sample.tokens().get(i);
                schedule(time, i * Shown.TOKEN_NANOS, () -> to.onNext(token));
            }
            schedule(time, (sample.tokens().size() - 1) * Shown.TOKEN_NANOS, to::onComplete);
        }

        private void schedule(VirtualTime time, long atNanos, Runnable signal) {
            var unused = time.scheduler().schedule(() -> timed(signal), atNanos, TimeUnit.NANOSECONDS);
        }

        private void timed(Runnable signal) {
            if (!cancelled) {
                boolean first = !shown.isAny();
                long start = System.nanoTime();
                signal.run();
                shown.computed(first ? System.nanoTime() - start : 0);
            }
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private record Reader(VirtualTime time, Shown shown) implements Subscriber<GuardedEvent> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(GuardedEvent event) {
            if (event instanceof GuardedEvent.Text text) {
                shown.text(time.elapsed().toNanos(), text.text().length());
            } else if (event instanceof GuardedEvent.Taken) {
                shown.taken(time.elapsed().toNanos());
            }
        }

        @Override
        public void onError(Throwable thrown) {
            throw new IllegalStateException("no sample fails", thrown);
        }

        @Override
        public void onComplete() {}
    }
}
