package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule that could not be checked does to an answer, as its policy's file says. */
final class FailureModeTest {

    private final VirtualTime time = VirtualTime.start();
    private final List<AnswerReport> reports = new ArrayList<>();

    @ParameterizedTest(name = "{0} and {1}, otherwise {2}: {3}")
    @CsvSource({
        "open, open, CLOSED, OPEN",
        "open, closed, OPEN, CLOSED",
        "open, -, CLOSED, CLOSED",
        "open, -, OPEN, OPEN",
        "-, -, OPEN, OPEN",
        "closed, closed, OPEN, CLOSED"
    })
    void the_strictest_rule_decides(String one, String other, FailureMode otherwise, FailureMode expected) {
        assertThat(policy(one, other).failureMode(otherwise)).isEqualTo(expected);
    }

    @Test
    void a_rule_that_only_flags_never_closes_an_answer() {
        GuardPolicy policy = GuardPolicy.parse("p", """
                {"rules":[{"id":"f","action":"flag","literals":["x"],"failureMode":"closed"}]}""");
        assertThat(policy.failureMode(FailureMode.OPEN)).isEqualTo(FailureMode.OPEN);
    }

    @Test
    void an_unknown_mode_is_a_problem_of_its_line() {
        assertThat(catchThrowableOfType(PolicyException.class, () -> policy("ajar", "-"))
                        .problems())
                .singleElement()
                .hasToString("p.json:1: rule 'a': 'failureMode' must be one of closed, open");
    }

    @Test
    void a_missing_verdict_closes_a_gated_answer_only_if_a_rule_wants_it() {
        assertThat(shownWithoutVerdict(policy("open", "open"), FailureMode.CLOSED))
                .isEqualTo("text");
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.UNVERIFIED);
        reports.clear();
        assertThat(shownWithoutVerdict(policy("open", "closed"), FailureMode.OPEN))
                .isEmpty();
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
    }

    @Test
    void a_local_tier_that_breaks_is_done_without_if_every_rule_may_be_missed() {
        Sink sink = new Sink();
        Answer answer =
                builder(policy("open", "open"), GuardrailMode.ASYNC).build().answer(context(), sink);
        answer.offer("shown a");
        answer.offer(new BreaksWhenScanned("nd "));
        answer.offer("all the rest of alpha");
        answer.complete();
        assertThat(sink.text.toString()).isEqualTo("shown and all the rest of alpha");
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.UNVERIFIED);
        assertThat(reports.get(0).coverage().gaps())
                .extracting(Coverage.Gap::tier, Coverage.Gap::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Tier.LOCAL, "error"));
    }

    @ParameterizedTest
    @CsvSource({"ASYNC, open, closed", "SYNC, open, open"})
    void a_local_tier_that_breaks_closes_an_answer_otherwise(GuardrailMode mode, String one, String other) {
        Sink sink = new Sink();
        Answer answer = builder(policy(one, other), mode).build().answer(context(), sink);
        answer.offer(new BreaksWhenScanned("text"));
        answer.complete();
        assertThat(sink.text.toString()).isEmpty();
        assertThat(reports).singleElement().extracting(AnswerReport::verdict).isEqualTo(AnswerVerdict.STOPPED);
    }

    private String shownWithoutVerdict(GuardPolicy policy, FailureMode remoteFailure) {
        Sink sink = new Sink();
        Answer answer = builder(policy, GuardrailMode.GATED)
                .remoteFailure(remoteFailure)
                .remote(check -> new CompletableFuture<>())
                .build()
                .answer(context(), sink);
        answer.offer("text");
        answer.complete();
        time.advance(Duration.ofSeconds(1));
        return sink.text.toString();
    }

    private Guardrails.Builder builder(GuardPolicy policy, GuardrailMode mode) {
        return Guardrails.builder(policy)
                .meterRegistry(new SimpleMeterRegistry())
                .clock(time.clock())
                .scheduler(time.scheduler())
                .intents(IntentPolicy.always(mode))
                .onAnswer(reports::add);
    }

    private static AnswerContext context() {
        return AnswerContext.of("c");
    }

    private static GuardPolicy policy(String one, String other) {
        return GuardPolicy.parse(
                "p.json", "{\"rules\":[" + rule("a", "alpha", one) + "," + rule("b", "beta", other) + "]}");
    }

    private static String rule(String id, String literal, String failureMode) {
        String mode = failureMode.equals("-") ? "" : ",\"failureMode\":\"" + failureMode + "\"";
        return "{\"id\":\"" + id + "\",\"action\":\"block\",\"literals\":[\"" + literal + "\"]" + mode + "}";
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

    /** Can be counted and stored, each of which reads it once; breaks when it is read a third time. */
    private static final class BreaksWhenScanned implements CharSequence {

        private final String text;
        private int reads;

        BreaksWhenScanned(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (reads++ >= 2 * text.length()) {
                throw new IllegalStateException("on purpose");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
