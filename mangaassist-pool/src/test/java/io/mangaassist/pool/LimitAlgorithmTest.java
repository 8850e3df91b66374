package io.mangaassist.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LimitAlgorithmTest {

    private final Scene scene = new Scene();

    @Test
    void an_algorithm_of_netflix_lowers_the_permits_on_429_and_raises_them_again() {
        BedrockPool pool = scene.pool(
                b -> b,
                rung -> rung.permits(20)
                        .limitAlgorithm(permits -> NetflixLimit.of(AIMDLimit.newBuilder()
                                .initialLimit(permits)
                                .minLimit(1)
                                .maxLimit(100)
                                .backoffRatio(0.5)
                                .build())));
        ask(pool, 20);

        scene.sonnet.calls.get(0).completeExceptionally(Scene.throttled());
        assertThat(limit(pool)).isEqualTo(10);

        for (int i = 1; i < 20; i++) {
            scene.sonnet.answer(i, "ok");
        }
        assertThat(limit(pool)).isBetween(11, 20);
    }

    @Test
    void it_never_passes_the_operators_number_nor_falls_below_one() {
        int[] wanted = {1_000};
        BedrockPool pool = scene.pool(b -> b, rung -> rung.permits(5).limitAlgorithm(permits -> call -> wanted[0]));
        ask(pool, 2);

        scene.sonnet.answer(0, "ok");
        assertThat(limit(pool)).isEqualTo(5);
        wanted[0] = -3;
        scene.sonnet.answer(1, "ok");

        assertThat(limit(pool)).isEqualTo(1);
    }

    @Test
    void one_that_throws_leaves_the_limit_and_the_request_alone() {
        BedrockPool pool = scene.pool(
                b -> b,
                rung -> rung.permits(5).limitAlgorithm(permits -> call -> {
                    throw new IllegalStateException("algorithm");
                }));
        var answer = Scene.ask(pool);

        scene.sonnet.answer(0, "ok");

        assertThat(Scene.text(answer)).isEqualTo("ok");
        assertThat(limit(pool)).isEqualTo(5);
    }

    @Test
    void it_learns_how_each_call_went() {
        LimitAlgorithm.Call[] last = new LimitAlgorithm.Call[1];
        BedrockPool pool = scene.pool(
                b -> b,
                rung -> rung.permits(5).limitAlgorithm(permits -> call -> {
                    last[0] = call;
                    return permits;
                }));
        ask(pool, 3);
        scene.time.advance(Duration.ofMillis(300));

        scene.sonnet.answer(0, "ok");
        assertThat(last[0].nanos()).isEqualTo(300_000_000);
        assertThat(last[0].atOnce()).isEqualTo(3);
        assertThat(last[0].throttled()).isFalse();
        scene.sonnet.calls.get(1).completeExceptionally(Scene.throttled());
        assertThat(last[0].throttled()).isTrue();
    }

    private static void ask(BedrockPool pool, int times) {
        for (int i = 0; i < times; i++) {
            var unused = Scene.ask(pool);
        }
    }

    private static int limit(BedrockPool pool) {
        return pool.snapshot().rungs().get(0).limit();
    }
}
