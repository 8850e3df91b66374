package io.mangaassist.guardrails;

import io.micrometer.core.instrument.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** All calls of a {@link RemoteLoad} with one text. Thread-safe. */
final class RemoteLoadCell {

    private static final int[] TOKENS = {100, 300, 500, 1000};

    private final String kind;
    private final int tokens;
    private final String text;
    private final List<Long> nanos = new ArrayList<>();
    private int failed;
    private int throttled;
    private long textUnits;

    private RemoteLoadCell(BenchmarkTexts.Kind kind, int tokens) {
        this.kind = kind.name().toLowerCase(Locale.ROOT);
        this.tokens = tokens;
        this.text = BenchmarkTexts.tokens(kind, List.of(), tokens);
    }

    /** One for each kind and length; nothing is known that would be adversarial to a remote policy. */
    static List<RemoteLoadCell> all() {
        List<RemoteLoadCell> cells = new ArrayList<>();
        for (BenchmarkTexts.Kind kind : BenchmarkTexts.Kind.values()) {
            if (kind != BenchmarkTexts.Kind.ADVERSARIAL) {
                for (int tokens : TOKENS) {
                    cells.add(new RemoteLoadCell(kind, tokens));
                }
            }
        }
        return cells;
    }

    Call call(int number, Clock clock) {
        return new Call(number, clock);
    }

    synchronized RemoteLoadReport.Row row() {
        return new RemoteLoadReport.Row(
                new PolicyBenchmarkReport.Timing(
                        kind,
                        tokens,
                        text.length(),
                        Percentiles.of(nanos, 50),
                        Percentiles.of(nanos, 95),
                        Percentiles.of(nanos, 99)),
                nanos.size() + failed,
                failed,
                throttled,
                textUnits);
    }

    private synchronized void ended(RemoteVerdict verdict, long took) {
        textUnits += verdict.textUnits();
        if (verdict.kind() == RemoteVerdict.Kind.FAILED) {
            failed++;
            throttled += verdict.reasons().contains("throttled") ? 1 : 0;
        } else {
            nanos.add(took);
        }
    }

    /** One call; ends once, whatever the evaluator does. */
    final class Call {

        private final int number;
        private final Clock clock;
        private final CompletableFuture<RemoteVerdict> answer = new CompletableFuture<>();
        private volatile long started;

        private Call(int number, Clock clock) {
            this.number = number;
            this.clock = clock;
        }

        void start(RemoteEvaluator evaluator) {
            started = clock.monotonicTime();
            RemoteCheck check = new RemoteCheck(
                    number, RemoteCheck.Source.OUTPUT, GuardrailMode.ASYNC, "load", 0, text.length(), 0, text);
            try {
                var unused = evaluator
                        .evaluate(check)
                        .whenComplete((verdict, failure) ->
                                answer.complete(verdict == null ? RemoteVerdict.failed("error") : verdict));
            } catch (RuntimeException e) {
                answer.complete(RemoteVerdict.failed("error"));
            }
        }

        void tooLate() {
            answer.complete(RemoteVerdict.failed("timeout"));
        }

        CompletableFuture<Void> ended() {
            return answer.thenAccept(verdict -> RemoteLoadCell.this.ended(verdict, clock.monotonicTime() - started));
        }
    }
}
