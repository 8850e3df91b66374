package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.LiveSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PoolBreakerTest {

    private final Scene scene = new Scene();

    @Test
    void a_live_threshold_is_changed_while_the_pool_runs() {
        try (LiveSettings settings =
                LiveSettings.builder().meterRegistry(scene.registry).build()) {
            BedrockPool pool = scene.pool(
                    b -> b.breaker(PoolBreaker.defaults()
                            .failurePercent(settings.doubleSetting("breaker-failure-percent", 1, 100, 100))),
                    rung -> rung.permits(200));
            fail(pool, 5, 15);
            assertThat(isOpen(pool)).as("a quarter failed, all are allowed to").isFalse();

            assertThat(settings.set("breaker-failure-percent", "20")).isTrue();
            fail(pool, 5, 15);

            assertThat(isOpen(pool))
                    .as("a quarter failed, a fifth is allowed to")
                    .isTrue();
        }
    }

    @Test
    void an_open_breaker_stays_open_over_a_change_for_the_new_time() {
        try (LiveSettings settings =
                LiveSettings.builder().meterRegistry(scene.registry).build()) {
            BedrockPool pool = scene.pool(
                    b -> b.breaker(PoolBreaker.defaults()
                            .openFor(settings.secondsSetting(
                                    "breaker-open",
                                    Duration.ofSeconds(1),
                                    Duration.ofMinutes(5),
                                    Duration.ofSeconds(5)))),
                    rung -> rung.permits(200));
            fail(pool, 20, 0);
            assertThat(isOpen(pool)).isTrue();

            assertThat(settings.set("breaker-open", "60")).isTrue();
            scene.time.advance(Duration.ofSeconds(30));
            assertThat(isOpen(pool)).isTrue();
            scene.time.advance(Duration.ofSeconds(31));

            assertThat(isOpen(pool)).isFalse();
        }
    }

    @Test
    void slow_calls_open_it_too() {
        BedrockPool pool = scene.pool(
                b -> b.breaker(
                        PoolBreaker.defaults().slowAfter(Duration.ofMillis(700)).slowPercent(50)),
                rung -> rung.permits(200));
        for (int i = 0; i < 20; i++) {
            var unused = Scene.ask(pool);
        }

        scene.time.advance(Duration.ofMillis(800));
        for (int i = 0; i < 20; i++) {
            scene.sonnet.answer(i, "late");
        }

        assertThat(isOpen(pool)).isTrue();
    }

    @Test
    void resilience4js_own_meters_are_there_until_the_pool_is_closed() {
        BedrockPool pool = scene.pool(b -> b.name("chat"), rung -> rung.permits(200));
        fail(pool, 1, 0);

        assertThat(scene.registry
                        .get("resilience4j.circuitbreaker.calls")
                        .tags("name", "chat-sonnet", "kind", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
        pool.close(Duration.ZERO);

        assertThat(scene.registry.getMeters())
                .noneMatch(meter -> meter.getId().getName().startsWith("resilience4j"));
    }

    @Test
    void impossible_thresholds_are_named() {
        assertThatThrownBy(() -> PoolBreaker.defaults().failurePercent(0))
                .hasMessage("failurePercent must be above 0, at most 100, was 0.0");
        assertThatThrownBy(() -> PoolBreaker.defaults().slowPercent(101))
                .hasMessage("slowPercent must be above 0, at most 100, was 101.0");
        assertThatThrownBy(() -> PoolBreaker.defaults().openFor(Duration.ZERO)).hasMessageContaining("openFor");
    }

    /** Some calls that fail, then some that do not. */
    private void fail(BedrockPool pool, int failures, int successes) {
        for (int i = 0; i < failures + successes; i++) {
            int call = scene.sonnet.calls.size();
            var unused = Scene.ask(pool);
            if (i < failures) {
                scene.sonnet.calls.get(call).completeExceptionally(Scene.broken());
            } else {
                scene.sonnet.answer(call, "ok");
            }
        }
    }

    /** Asks: a breaker whose time is over lets a call through. */
    private boolean isOpen(BedrockPool pool) {
        int before = scene.sonnet.calls.size();
        var unused = Scene.ask(pool);
        return scene.sonnet.calls.size() == before;
    }
}
