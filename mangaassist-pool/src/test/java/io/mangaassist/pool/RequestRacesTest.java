package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** A request that two things end at the same moment, many times over: one wins, the caller hears of one, nothing is lost. */
@Timeout(60)
final class RequestRacesTest {

    private static final int ROUNDS = 300;
    private static final int BETWEEN = 6;
    private static final Duration PROMISE = Duration.ofSeconds(2);
    private static final Duration USUAL = Duration.ofMillis(100);

    private final Scene scene = new Scene();

    @Test
    void an_answer_against_the_answer_of_its_hedge() throws InterruptedException {
        BedrockPool pool = scene.pool(b -> b.hedge(0.2), rung -> rung.permits(50));
        for (int i = 0; i < 16; i++) {
            answerAfter(pool, USUAL);
        }
        int hedgesWon = 0;
        for (int round = 0; round < ROUNDS; round++) {
            answerSome(pool);
            CompletableFuture<ConverseResponse> answer = Scene.ask(pool);
            int primary = scene.sonnet.calls.size() - 1;
            int hedge = scene.haiku.calls.size();
            scene.time.advance(USUAL.multipliedBy(2));
            assertThat(scene.haiku.calls).as("the hedge runs").hasSize(hedge + 1);

            Together.run(() -> scene.sonnet.answer(primary, "sonnet"), () -> scene.haiku.answer(hedge, "haiku"));

            Route route = scene.routes.get(scene.routes.size() - 1);
            assertThat(Scene.text(answer)).isEqualTo(route.answeredBy());
            hedgesWon += route.answeredBy().equals("haiku") ? 1 : 0;
            assertThat(scene.routes).as("told once").hasSize(16 + (round + 1) * (BETWEEN + 1));
            assertAtRest(pool);
        }
        assertThat(pool.snapshot().rungs().get(1).answered()).isEqualTo(hedgesWon);
    }

    @Test
    void an_answer_against_the_failure_of_its_hedge() throws InterruptedException {
        BedrockPool pool = scene.pool(b -> b.hedge(0.2).degraded("busy"), rung -> rung.permits(50));
        for (int i = 0; i < 16; i++) {
            answerAfter(pool, USUAL);
        }
        for (int round = 0; round < ROUNDS; round++) {
            answerSome(pool);
            CompletableFuture<ConverseResponse> answer = Scene.ask(pool);
            int primary = scene.sonnet.calls.size() - 1;
            int hedge = scene.haiku.calls.size();
            scene.time.advance(USUAL.multipliedBy(2));

            Together.run(
                    () -> scene.sonnet.answer(primary, "sonnet"),
                    () -> scene.haiku.calls.get(hedge).completeExceptionally(Scene.throttled()));

            assertThat(Scene.text(answer)).isEqualTo("sonnet");
            assertAtRest(pool);
            // 429s lower the permits of the fallback; an answer of its own brings them back
            scene.time.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void an_answer_against_the_deadline() throws InterruptedException {
        BedrockPool pool = scene.pool(b -> b.degraded("busy").firstTokenTimeout(PROMISE), rung -> rung.permits(5));
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<ConverseResponse> answer = Scene.ask(pool);
            int call = scene.sonnet.calls.size() - 1;

            Together.run(() -> scene.time.advance(PROMISE.plusMillis(10)), () -> scene.sonnet.answer(call, "sonnet"));

            Route route = scene.routes.get(scene.routes.size() - 1);
            assertThat(Scene.text(answer)).isEqualTo(route.isDegraded() ? "busy" : "sonnet");
            assertThat(scene.routes).as("told once").hasSize(round + 1);
            assertAtRest(pool);
        }
    }

    @Test
    void a_failure_against_the_deadline() throws InterruptedException {
        BedrockPool pool = scene.pool(b -> b.degraded("busy").firstTokenTimeout(PROMISE), rung -> rung.permits(5));
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<ConverseResponse> answer = Scene.ask(pool);
            int call = scene.sonnet.calls.size() - 1;

            Together.run(
                    () -> scene.time.advance(PROMISE.plusMillis(10)),
                    () -> scene.sonnet.calls.get(call).completeExceptionally(Scene.throttled()));
            scene.time.advance(PROMISE.plusMillis(10));

            assertThat(Scene.text(answer)).as("Haiku never answers").isEqualTo("busy");
            assertThat(scene.routes).hasSize(round + 1);
            assertAtRest(pool);
        }
    }

    @Test
    void an_answer_against_the_callers_cancellation() throws InterruptedException {
        BedrockPool pool = scene.pool(b -> b, rung -> rung.permits(5));
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<ConverseResponse> answer = Scene.ask(pool);
            int call = scene.sonnet.calls.size() - 1;

            Together.run(() -> answer.cancel(true), () -> scene.sonnet.answer(call, "sonnet"));

            assertThat(answer).isDone();
            if (answer.isCancelled()) {
                assertThat(answer).failsWithin(PROMISE).withThrowableOfType(CancellationException.class);
            }
            assertAtRest(pool);
        }
    }

    /**
     * Earns the budget of a hedge. One of them takes a while, just below a tick of the alarms: so the percentile at which
     * a hedge starts stays above nothing whoever wins, and starts none for these.
     */
    private void answerSome(BedrockPool pool) {
        for (int i = 1; i < BETWEEN; i++) {
            answerAfter(pool, Duration.ZERO);
        }
        answerAfter(pool, Duration.ofMillis(49));
        scene.time.advance(Duration.ofMillis(1));
    }

    /** Sixteen make a percentile. */
    private void answerAfter(BedrockPool pool, Duration time) {
        var unused = Scene.ask(pool);
        scene.time.advance(time);
        scene.sonnet.answer(scene.sonnet.calls.size() - 1, "ok");
    }

    private static void assertAtRest(BedrockPool pool) {
        assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0 && rung.waiting() == 0);
    }
}
