package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The remote tier under limits, quotas and evaluators that misbehave, in virtual time. */
final class RemoteTierTest {

    private final VirtualTime time = VirtualTime.start();
    private final List<RemoteCheck> asked = new ArrayList<>();
    private final List<CompletableFuture<RemoteVerdict>> answers = new ArrayList<>();
    private final List<AnswerReport> reports = new ArrayList<>();
    private final List<Remediation> remediations = new ArrayList<>();

    /** What an evaluator can do wrong. */
    enum Misbehaviour {
        THROWS,
        RETURNS_NULL,
        FAILS,
        ANSWERS_NULL,
        NEVER_ANSWERS;

        @SuppressWarnings("NullAway")
        CompletionStage<RemoteVerdict> evaluate() {
            return switch (this) {
                case THROWS -> throw new IllegalStateException("on purpose");
                case RETURNS_NULL -> null;
                case FAILS -> CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
                case ANSWERS_NULL -> CompletableFuture.completedFuture(null);
                case NEVER_ANSWERS -> new CompletableFuture<>();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_misbehaving_evaluator_closes_a_gated_answer_and_leaves_no_timer(Misbehaviour misbehaviour) {
        Answer answer = guardrails(GuardrailMode.GATED, check -> misbehaviour.evaluate())
                .answer(context(), new Sink());
        answer.offer("text");
        answer.complete();
        time.advance(Duration.ofSeconds(1));
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_misbehaving_evaluator_leaves_an_answer_behind_the_stream_unverified(Misbehaviour misbehaviour) {
        Sink sink = new Sink();
        Answer answer = guardrails(GuardrailMode.ASYNC, check -> misbehaviour.evaluate())
                .answer(context(), sink);
        answer.offer("text");
        answer.complete();
        time.advance(Duration.ofSeconds(11));
        assertThat(sink.text.toString()).isEqualTo("text");
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.UNVERIFIED);
        assertThat(time.pending()).isZero();
    }

    @Test
    void an_answer_whose_evaluation_breaks_is_closed() {
        Sink sink = new Sink();
        Answer answer = guardrails(GuardrailMode.ASYNC, this::ask).answer(context(), sink);
        answer.offer("shown ");
        answer.offer(new Breaking());
        answer.offer("not shown");
        assertThat(sink.text.toString()).isEqualTo("shown ");
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
        assertThat(reports.get(0).coverage().complete()).isFalse();
    }

    @Test
    void a_verdict_after_everything_was_given_up_still_retracts() {
        Answer answer = guardrails(GuardrailMode.ASYNC, this::ask).answer(context(), new Sink());
        answer.offer("text");
        answer.complete();
        time.advance(Duration.ofSeconds(11));
        answers.get(0).complete(RemoteVerdict.violation("topic:x"));
        assertThat(reports)
                .extracting(AnswerReport::verdict)
                .containsExactly(AnswerVerdict.UNVERIFIED, AnswerVerdict.RETRACTED);
        assertThat(remediations)
                .singleElement()
                .extracting(Remediation::correlationId)
                .isEqualTo("c");
    }

    @Test
    void a_gated_answer_that_fails_open_is_shown_and_is_not_clean() {
        Sink sink = new Sink();
        Answer answer = builder(GuardrailMode.GATED, this::ask)
                .remoteFailure(FailureMode.OPEN)
                .build()
                .answer(context(), sink);
        answer.offer("text");
        answer.complete();
        assertThat(sink.text.toString()).isEmpty();
        time.advance(Duration.ofMillis(500));
        assertThat(sink.text.toString()).isEqualTo("text");
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.UNVERIFIED);
    }

    @Test
    void stopping_an_answer_cancels_the_checks_that_are_out() {
        Answer answer = guardrails(GuardrailMode.ASYNC, this::ask).answer(context(), new Sink());
        answer.offer("これは普通の文章です。".repeat(60));
        assertThat(answers).hasSizeGreaterThan(2);
        answers.get(1).complete(RemoteVerdict.violation("word"));
        assertThat(answers.get(0)).isCancelled();
        assertThat(time.pending()).isZero();
    }

    @Test
    void closing_the_guardrail_ends_what_still_waits() {
        Guardrails guardrails = guardrails(GuardrailMode.SYNC, this::ask);
        Answer answer = guardrails.answer(context(), new Sink());
        answer.offer("text");
        answer.complete();
        guardrails.close();
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void one_text_is_asked_about_once_and_remembered() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC, this::ask)
                .verdictCache(100, Duration.ofMinutes(1))
                .build();
        for (String text : List.of("かしこまりました。", "カシコマリマシタ。")) {
            Answer answer = guardrails.answer(context(), new Sink());
            answer.offer(text);
            answer.complete();
        }
        assertThat(asked)
                .as("both fold to the same text, and the first is under way")
                .hasSize(1);
        answers.get(0).complete(RemoteVerdict.passed());
        assertThat(reports)
                .extracting(AnswerReport::verdict)
                .containsOnly(AnswerVerdict.CLEAN)
                .hasSize(2);
        time.advance(Duration.ofSeconds(61));
        Answer later = guardrails.answer(context(), new Sink());
        later.offer("かしこまりました。");
        later.complete();
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_failure_is_not_remembered() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC, check -> {
                    asked.add(check);
                    return CompletableFuture.completedFuture(RemoteVerdict.failed("error"));
                })
                .verdictCache(100, Duration.ofMinutes(1))
                .build();
        Stream.of(1, 2).forEach(i -> {
            Answer answer = guardrails.answer(context(), new Sink());
            answer.offer("text");
            answer.complete();
        });
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_quota_is_kept_and_whole_answers_go_first() {
        RemoteGovernor governor =
                new RemoteGovernor(this::ask, RemoteGovernor.Share.of(2, 100), time.clock(), time.scheduler());
        Stream.of(
                        GuardrailMode.ASYNC,
                        GuardrailMode.ASYNC,
                        GuardrailMode.ASYNC,
                        GuardrailMode.GATED,
                        GuardrailMode.SYNC)
                .forEach(mode -> governor.evaluate(check(mode)));
        assertThat(asked).as("two calls at once").hasSize(2);
        time.advance(Duration.ofMillis(1500));
        assertThat(asked).hasSizeBetween(4, 5);
        assertThat(asked.get(2).mode()).isEqualTo(GuardrailMode.SYNC);
        assertThat(asked.get(3).mode()).isEqualTo(GuardrailMode.GATED);
        time.advance(Duration.ofSeconds(2));
        assertThat(asked).hasSize(5);
        assertThat(governor.waiting()).isZero();
    }

    @Test
    void throttling_lowers_the_share_and_the_check_is_tried_again() {
        RemoteGovernor governor =
                new RemoteGovernor(this::ask, RemoteGovernor.Share.of(10, 100), time.clock(), time.scheduler());
        CompletableFuture<RemoteVerdict> verdict =
                governor.evaluate(check(GuardrailMode.SYNC)).toCompletableFuture();
        answers.get(0).complete(RemoteVerdict.failed("throttled"));
        assertThat(governor.factor()).isEqualTo(0.7);
        assertThat(verdict).isNotDone();
        time.advance(Duration.ofSeconds(1));
        answers.get(1).complete(RemoteVerdict.passed());
        assertThat(verdict).isCompletedWithValueMatching(v -> v.kind() == RemoteVerdict.Kind.PASSED);
        assertThat(governor.factor()).isGreaterThan(0.7);
    }

    @Test
    void a_check_nobody_waits_for_costs_no_call() {
        RemoteGovernor governor =
                new RemoteGovernor(this::ask, RemoteGovernor.Share.of(1, 100), time.clock(), time.scheduler());
        governor.evaluate(check(GuardrailMode.GATED));
        governor.evaluate(check(GuardrailMode.GATED)).toCompletableFuture().cancel(true);
        time.advance(Duration.ofSeconds(5));
        assertThat(asked).hasSize(1);
    }

    private CompletionStage<RemoteVerdict> ask(RemoteCheck check) {
        asked.add(check);
        CompletableFuture<RemoteVerdict> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private Guardrails guardrails(GuardrailMode mode, RemoteEvaluator evaluator) {
        return builder(mode, evaluator).build();
    }

    private Guardrails.Builder builder(GuardrailMode mode, RemoteEvaluator evaluator) {
        return Guardrails.builder(GuardPolicy.empty())
                .meterRegistry(new SimpleMeterRegistry())
                .clock(time.clock())
                .scheduler(time.scheduler())
                .intents(IntentPolicy.always(mode))
                .remote(evaluator)
                .onAnswer(reports::add)
                .onRemediation(remediations::add);
    }

    private static AnswerContext context() {
        return AnswerContext.of("c");
    }

    private static RemoteCheck check(GuardrailMode mode) {
        return new RemoteCheck(0, RemoteCheck.Source.OUTPUT, mode, "c", 0, 4, 0, "text");
    }

    private static final class Sink implements AnswerOutput {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void text(String released) {
            text.append(released);
        }

        @Override
        public void taken(Intervention intervention) {}

        @Override
        public void settled(AnswerReport report) {}
    }

    private static final class Breaking implements CharSequence {

        @Override
        public int length() {
            return 3;
        }

        @Override
        public char charAt(int index) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            return "Breaking";
        }
    }
}
