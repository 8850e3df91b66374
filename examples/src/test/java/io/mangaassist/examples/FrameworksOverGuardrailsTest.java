package io.mangaassist.examples;

import static io.mangaassist.examples.CalledPool.BY_HAIKU;
import static io.mangaassist.examples.CalledPool.BY_SONNET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.guardrails.BedrockGuardrails;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.mangaassist.testkit.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j and Spring AI drive the guarded client over the pooled one. */
final class FrameworksOverGuardrailsTest {

    private static final String ALL = "io.mangaassist.examples.FrameworksOverGuardrailsTest#all";
    private static final int CALLS = 12;
    private static final GuardPolicy POLICY = GuardPolicy.parse(
            "test.json", "{\"rules\":[{\"id\":\"piracy\",\"action\":\"block\",\"literals\":[\"pirate site\"]}]}");
    private static final String STOP_TEXT = POLICY.replacement(Locale.ENGLISH);

    static Stream<Arguments> all() {
        return FrameworkCase.all()
                .flatMap(how -> Stream.of(GuardrailMode.ASYNC, GuardrailMode.GATED, GuardrailMode.SYNC)
                        .map(mode -> Arguments.of(how, mode)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource(ALL)
    void a_clean_answer_arrives_whole(FrameworkCase how, GuardrailMode mode) throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity());
                Guardrails guardrails = guardrails(called, mode)) {
            List<Heard> answers = how.ask(guarded(guardrails, called), CALLS);

            assertThat(answers).allSatisfy(heard -> {
                assertThat(heard.text()).isEqualTo(BY_SONNET);
                assertThat(heard.finishes()).containsExactly(how.framework().finished());
                assertThat(heard.errors()).isEmpty();
            });
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource(ALL)
    void a_violation_is_stopped_and_the_framework_learns_why(FrameworkCase how, GuardrailMode mode)
            throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity());
                Guardrails guardrails = guardrails(called, mode)) {
            String listed = BY_SONNET + " see the pirate site " + BY_SONNET;
            called.simulator.model(CalledPool.SONNET, CalledPool.answers(listed, Duration.ZERO));

            List<Heard> answers = how.ask(guarded(guardrails, called), CALLS);

            assertThat(answers).allSatisfy(heard -> {
                assertThat(heard.text()).endsWith(STOP_TEXT).doesNotContain("pirate");
                assertThat(heard.finishes()).containsExactly(how.framework().intervened());
                assertThat(heard.errors()).isEmpty();
            });
            await().untilAsserted(
                            () -> assertThat(guardrails.snapshot().stopped()).isEqualTo(CALLS));
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.mangaassist.examples.FrameworkCase#all")
    void behind_the_guardrail_the_pool_still_falls_back(FrameworkCase how) throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity());
                Guardrails guardrails = guardrails(called, GuardrailMode.ASYNC)) {
            called.simulator.faults(CalledPool.SONNET).always(Fault.throttled());

            List<Heard> answers = how.ask(guarded(guardrails, called), CALLS);

            assertThat(answers)
                    .allMatch(Heard::answered)
                    .allSatisfy(heard -> assertThat(heard.text()).isEqualTo(BY_HAIKU));
            assertThat(called.fellBack("haiku")).isEqualTo(CALLS);
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.mangaassist.examples.FrameworkCase#all")
    void a_refusal_of_the_pool_reaches_the_framework_once(FrameworkCase how) throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity());
                Guardrails guardrails = guardrails(called, GuardrailMode.ASYNC)) {
            called.simulator.faults().always(Fault.throttled());

            assertThat(how.ask(guarded(guardrails, called), CALLS)).allMatch(Heard::refused);
            called.assertAtRest();
        }
    }

    private static Guardrails guardrails(CalledPool called, GuardrailMode mode) {
        return Guardrails.builder(POLICY)
                .intents(IntentPolicy.always(mode))
                .meterRegistry(called.registry())
                .build();
    }

    private static Framework.Clients guarded(Guardrails guardrails, CalledPool called) {
        BedrockGuardrails guarded =
                BedrockGuardrails.builder(guardrails, called.pool.asyncClient()).build();
        return new Framework.Clients(guarded.client(), guarded.asyncClient(), CalledPool.SONNET);
    }
}
