package io.mangaassist.examples;

import static io.mangaassist.examples.CalledPool.BY_HAIKU;
import static io.mangaassist.examples.CalledPool.BY_SONNET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.PoolWaiting;
import io.mangaassist.testkit.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** LangChain4j and Spring AI drive the pool's clients unchanged, as if they were the SDK's own. */
final class FrameworksOverPoolTest {

    private static final String ALL = "io.mangaassist.examples.FrameworkCase#all";
    private static final int CALLS = 24;

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    void a_healthy_pool_answers_with_every_token_once(FrameworkCase how) throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity())) {
            List<Heard> answers = how.ask(called.clients(), CALLS);

            assertThat(answers).allSatisfy(heard -> {
                assertThat(heard.text()).isEqualTo(BY_SONNET);
                assertThat(heard.finishes()).containsExactly(how.framework().finished());
                assertThat(heard.errors()).isEmpty();
            });
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    void through_a_storm_of_429s_haiku_answers_and_the_framework_sees_no_error(FrameworkCase how)
            throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity())) {
            called.simulator.faults(CalledPool.SONNET).always(Fault.throttled());

            List<Heard> answers = how.ask(called.clients(), CALLS);

            assertThat(answers).allSatisfy(heard -> {
                assertThat(heard.text()).isEqualTo(BY_HAIKU);
                assertThat(heard.finishes()).containsExactly(how.framework().finished());
                assertThat(heard.errors()).isEmpty();
            });
            assertThat(called.fellBack("haiku")).as("counted fallbacks").isEqualTo(CALLS);
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}, seed 7")
    @MethodSource(ALL)
    void in_a_gusty_storm_no_answer_is_mixed_from_two_models(FrameworkCase how) throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity())) {
            called.simulator.faults(CalledPool.SONNET).sometimes(0.5, 7, Fault.throttled());

            List<Heard> answers = how.ask(called.clients(), CALLS);

            assertThat(answers)
                    .allMatch(Heard::answered)
                    .allSatisfy(heard -> assertThat(heard.text()).isIn(BY_SONNET, BY_HAIKU));
            assertThat(answers.stream().filter(heard -> heard.text().equals(BY_HAIKU)))
                    .as("every fallback is counted")
                    .hasSize((int) called.fellBack("haiku"))
                    .isNotEmpty();
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    void a_storm_over_all_models_ends_each_call_with_one_error(FrameworkCase how) throws InterruptedException {
        try (CalledPool called = new CalledPool(how.wire(), 16, UnaryOperator.identity())) {
            called.simulator.faults().always(Fault.throttled());

            List<Heard> answers = how.ask(called.clients(), CALLS);

            assertThat(answers).allMatch(Heard::refused);
            assertThat(answers)
                    .allSatisfy(heard -> assertThat(causes(heard.errors().get(0)))
                            .as("an exception of the SDK by which frameworks tell a busy service from a bad request")
                            .anyMatch(cause -> cause instanceof SdkServiceException service
                                    && (service.statusCode() == 429 || service.statusCode() == 503)));
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    void the_degraded_answer_is_an_answer(FrameworkCase how) throws InterruptedException {
        UnaryOperator<BedrockPool.Builder> degraded = pool -> pool.degraded("Please ask again in a minute.");
        try (CalledPool called = new CalledPool(how.wire(), 16, degraded)) {
            called.simulator.faults().always(Fault.throttled());

            List<Heard> answers = how.ask(called.clients(), CALLS);

            assertThat(answers)
                    .allMatch(Heard::answered)
                    .allSatisfy(heard -> assertThat(heard.text()).isEqualTo("Please ask again in a minute."));
            called.assertAtRest();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(ALL)
    void an_exhausted_pool_answers_what_it_can_and_refuses_the_rest_at_once(FrameworkCase how)
            throws InterruptedException {
        UnaryOperator<BedrockPool.Builder> impatient =
                pool -> pool.waiting(PoolWaiting.defaults().queueLimit(0));
        try (CalledPool called = new CalledPool(how.wire(), 1, impatient)) {
            Duration slow = Duration.ofMillis(150);
            called.simulator.model(CalledPool.SONNET, CalledPool.answers(BY_SONNET, slow));
            called.simulator.model(CalledPool.HAIKU, CalledPool.answers(BY_HAIKU, slow));

            List<Heard> answers = how.ask(called.clients(), CALLS);

            assertThat(answers).allMatch(heard -> heard.answered() || heard.refused());
            assertThat(answers)
                    .filteredOn(Heard::answered)
                    .allSatisfy(heard -> assertThat(heard.text()).isIn(BY_SONNET, BY_HAIKU));
            assertThat(answers).anyMatch(Heard::refused);
            assertThat(called.fellBack("haiku")).as("counted fallbacks").isPositive();
            assertThat(called.rejected()).as("counted rejections").isPositive();
            called.assertAtRest();
            assertThat(how.ask(called.clients()).text())
                    .as("the next customer, alone")
                    .isEqualTo(BY_SONNET);
        }
    }

    private static List<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).toList();
    }
}
