package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.LiveSettings;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Candidates for the remote tier, quotas and limits that change, and more answers than a quota is good for. */
final class RemoteShadowTest {

    private final VirtualTime time = VirtualTime.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<AnswerReport> reports = new ArrayList<>();

    @Test
    void a_candidate_changes_no_answer_and_verdicts_times_and_cost_are_compared() {
        RemoteEvaluator enforced = check -> after(100, verdict(check, "alpha", 1));
        RemoteEvaluator candidate = check -> after(250, verdict(check, "beta", 2));
        Guardrails guardrails = builder(GuardrailMode.ASYNC, enforced)
                .shadowRemote(candidate, 1, Duration.ofSeconds(1))
                .build();
        List.of("alpha", "beta", "gamma", "delta").forEach(text -> run(guardrails, text));
        time.advance(Duration.ofSeconds(1));
        RemoteShadowReport report = guardrails.remoteShadow().orElseThrow();
        assertThat(report)
                .isEqualTo(new RemoteShadowReport(
                        4, 2, 1, 1, 0, 0, Duration.ofMillis(100), Duration.ofMillis(250), 4, 8, false));
        assertThat(reports)
                .extracting(AnswerReport::verdict)
                .containsOnlyOnce(AnswerVerdict.RETRACTED)
                .hasSize(4);
        assertThat(registry.get("mangaassist.guardrail.shadow.disagreements")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void a_candidate_over_its_budget_ends_and_the_enforced_tier_goes_on() {
        int[] asked = {0};
        Guardrails guardrails = builder(GuardrailMode.ASYNC, check -> after(10, RemoteVerdict.passed()))
                .shadowRemote(
                        check -> {
                            asked[0]++;
                            return after(200, RemoteVerdict.passed());
                        },
                        1,
                        Duration.ofMillis(150))
                .build();
        for (int i = 0; i < 150; i++) {
            run(guardrails, "text " + i);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(guardrails.remoteShadow().orElseThrow().ended()).isTrue();
        assertThat(asked[0]).isEqualTo(100);
        assertThat(guardrails.snapshot().clean()).isEqualTo(150);
    }

    @Test
    void a_candidate_gets_only_what_nobody_uses_of_the_quota() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC, check -> after(10, RemoteVerdict.passed()))
                .remoteQuota(10, 10)
                .shadowRemote(check -> after(10, RemoteVerdict.passed()), 1, Duration.ofSeconds(1))
                .build();
        for (int i = 0; i < 9; i++) {
            run(guardrails, "text " + i);
        }
        time.advance(Duration.ofSeconds(5));
        RemoteShadowReport report = guardrails.remoteShadow().orElseThrow();
        assertThat(report.checks() + report.skipped()).isEqualTo(9);
        assertThat(report.skipped()).as("once half of the share is gone").isGreaterThanOrEqualTo(5);
        assertThat(guardrails.snapshot().clean()).isEqualTo(9);
    }

    @Test
    void a_candidate_that_throws_or_fails_is_counted_and_nothing_else() {
        Guardrails guardrails = builder(GuardrailMode.SYNC, check -> after(10, RemoteVerdict.passed()))
                .shadowRemote(
                        check -> {
                            throw new IllegalStateException("on purpose");
                        },
                        1,
                        Duration.ofSeconds(1))
                .build();
        run(guardrails, "text");
        time.advance(Duration.ofSeconds(1));
        assertThat(guardrails.remoteShadow().orElseThrow().failed()).isEqualTo(1);
        assertThat(guardrails.snapshot().clean()).isEqualTo(1);
    }

    @Test
    void what_answering_synchronously_would_have_cost_is_known_without_trying_it() {
        Guardrails guardrails = builder(GuardrailMode.ASYNC, check -> after(300, verdict(check, "alpha", 1)))
                .build();
        for (String text : List.of("alpha", "beta")) {
            Answer answer = guardrails.answer(AnswerContext.of(text), new Ignored());
            answer.offer(text);
            time.advance(Duration.ofSeconds(2));
            answer.complete();
            time.advance(Duration.ofSeconds(2));
        }
        assertThat(guardrails.comparison()).isEqualTo(new ModeComparison(2, Duration.ZERO, Duration.ofMillis(2300), 1));
    }

    @Test
    void limits_and_quota_may_change_while_answers_run() {
        try (LiveSettings settings = LiveSettings.builder().build()) {
            Guardrails guardrails = builder(GuardrailMode.GATED, check -> new CompletableFuture<>())
                    .gatedLimit(settings.secondsSetting(
                            "gated", Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMillis(500)))
                    .build();
            run(guardrails, "first");
            assertThat(settings.set("gated", "3")).isTrue();
            run(guardrails, "second");
            time.advance(Duration.ofSeconds(1));
            assertThat(reports).extracting(AnswerReport::correlationId).containsExactly("first");
            time.advance(Duration.ofSeconds(2));
            assertThat(reports).hasSize(2);
        }
    }

    @Test
    void a_quota_may_be_raised_while_checks_wait() {
        try (LiveSettings settings = LiveSettings.builder().build()) {
            int[] asked = {0};
            Guardrails guardrails = builder(GuardrailMode.SYNC, check -> {
                        asked[0]++;
                        return after(10, RemoteVerdict.passed());
                    })
                    .syncLimit(Duration.ofMinutes(1))
                    .remoteQuota(
                            settings.doubleSetting("calls", 1, 100, 1), settings.doubleSetting("units", 1, 100, 100))
                    .build();
            for (int i = 0; i < 30; i++) {
                run(guardrails, "text " + i);
            }
            time.advance(Duration.ofSeconds(4));
            assertThat(asked[0]).isBetween(4, 6);
            assertThat(settings.set("calls", "50")).isTrue();
            time.advance(Duration.ofSeconds(2));
            assertThat(asked[0]).isEqualTo(30);
        }
    }

    /** First come, first served gives nearly none of them a verdict in time. */
    @Test
    void with_more_answers_than_the_quota_is_good_for_the_quota_is_still_used_for_verdicts_in_time() {
        Map<AnswerVerdict, Integer> verdicts = new EnumMap<>(AnswerVerdict.class);
        Guardrails guardrails = builder(GuardrailMode.SYNC, check -> after(300, RemoteVerdict.passed()))
                .remoteQuota(10, 10)
                .onAnswer(report -> verdicts.merge(report.verdict(), 1, Integer::sum))
                .build();
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 25; i++) {
                run(guardrails, "text " + second + "." + i);
                time.advance(Duration.ofMillis(40));
            }
        }
        time.advance(Duration.ofSeconds(5));
        assertThat(verdicts.getOrDefault(AnswerVerdict.CLEAN, 0))
                .as("of 500 answers the quota is good for 200")
                .isGreaterThan(180);
        assertThat(time.pending()).isZero();
    }

    private void run(Guardrails guardrails, String text) {
        Answer answer = guardrails.answer(AnswerContext.of(text), new Ignored());
        answer.offer(text);
        answer.complete();
    }

    private CompletionStage<RemoteVerdict> after(int millis, RemoteVerdict verdict) {
        CompletableFuture<RemoteVerdict> answer = new CompletableFuture<>();
        var unused = time.scheduler().schedule(() -> answer.complete(verdict), millis, TimeUnit.MILLISECONDS);
        return answer;
    }

    private static RemoteVerdict verdict(RemoteCheck check, String violation, int units) {
        boolean violates = check.text().contains(violation);
        return new RemoteVerdict(
                violates ? RemoteVerdict.Kind.VIOLATION : RemoteVerdict.Kind.PASSED,
                violates ? List.of("topic:x") : List.of(),
                1,
                units);
    }

    private Guardrails.Builder builder(GuardrailMode mode, RemoteEvaluator evaluator) {
        return Guardrails.builder(GuardPolicy.empty())
                .meterRegistry(registry)
                .clock(time.clock())
                .scheduler(time.scheduler())
                .intents(IntentPolicy.always(mode))
                .remote(evaluator)
                .onAnswer(report -> {
                    reports.removeIf(r -> r.correlationId().equals(report.correlationId()));
                    reports.add(report);
                });
    }

    private static final class Ignored implements AnswerOutput {
        @Override
        public void text(String released) {}

        @Override
        public void taken(Intervention intervention) {}

        @Override
        public void settled(AnswerReport report) {}
    }
}
