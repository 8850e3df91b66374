package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** A model that takes calls and does not answer them, and callers who do not wait for it. */
final class SilentModelTest {

    private static final Duration PROMISE = Duration.ofSeconds(2);

    private final Scene scene = new Scene();

    @Test
    void a_model_that_never_answers_opens_its_breaker_by_the_deadline_alone() {
        BedrockPool pool = scene.pool(b -> b.degraded("busy").firstTokenTimeout(PROMISE), rung -> rung.permits(200));
        for (int i = 0; i < 100; i++) {
            CompletableFuture<ConverseResponse> unused = Scene.ask(pool);
        }
        assertThat(scene.haiku.calls).as("Sonnet has room").isEmpty();
        scene.time.advance(PROMISE.plusMillis(20));

        CompletableFuture<ConverseResponse> next = Scene.ask(pool);
        assertThat(scene.haiku.calls).as("nobody waits for Sonnet any more").hasSize(1);
        scene.haiku.answer(0, "haiku");
        assertThat(Scene.text(next)).isEqualTo("haiku");
    }

    @Test
    void what_the_hedge_refuses_does_not_end_the_call_beside_it() {
        BedrockPool pool = scene.pool(b -> b.hedge(0.2), rung -> rung.permits(50));
        for (int i = 0; i < 16; i++) {
            CompletableFuture<ConverseResponse> usual = Scene.ask(pool);
            scene.time.advance(Duration.ofMillis(100));
            scene.sonnet.answer(i, "sonnet");
            assertThat(Scene.text(usual)).isEqualTo("sonnet");
        }
        CompletableFuture<ConverseResponse> answer = Scene.ask(pool);
        scene.time.advance(Duration.ofMillis(300));
        assertThat(scene.haiku.calls).as("the hedge runs").hasSize(1);

        scene.haiku
                .calls
                .get(0)
                .completeExceptionally(
                        ValidationException.builder().statusCode(400).build());
        assertThat(answer).isNotDone();
        scene.sonnet.answer(16, "sonnet");
        assertThat(Scene.text(answer)).isEqualTo("sonnet");
    }

    @Test
    void a_caller_who_stops_waiting_in_any_way_frees_the_permit() {
        BedrockPool pool = scene.pool(b -> b, rung -> rung.permits(1));
        CompletableFuture<ConverseResponse> answer = Scene.ask(pool);

        assertThat(answer.completeExceptionally(new TimeoutException("as orTimeout does")))
                .isTrue();
        assertThat(scene.sonnet.calls.get(0)).isCancelled();
        assertThat(pool.snapshot().rungs().get(0).active()).isZero();
    }
}
