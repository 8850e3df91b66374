package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Three rungs: Sonnet, Sonnet by another inference profile with a smaller answer, Haiku; then the degraded answer. */
final class LadderTest {

    private static final String GLOBAL_SONNET = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private final Scene scene = new Scene();
    private final FakeBedrock global = new FakeBedrock();
    private final BedrockPool pool = scene.builder()
            .rung(BedrockRung.of("sonnet", SONNET, scene.sonnet).permits(10))
            .rung(BedrockRung.of("sonnet-global", GLOBAL_SONNET, global)
                    .permits(10)
                    .maxTokens(300))
            .rung(BedrockRung.of("haiku", HAIKU, scene.haiku).permits(10))
            .degraded(SimulatedBedrock.DEGRADED)
            .build();

    @Test
    void each_rung_takes_what_the_one_above_could_not() {
        CompletableFuture<ConverseResponse> answer = Scene.ask(pool);

        scene.sonnet.calls.get(0).completeExceptionally(Scene.throttled());
        assertThat(global.requests.get(0).modelId()).isEqualTo(GLOBAL_SONNET);
        assertThat(global.requests.get(0).inferenceConfig().maxTokens()).isEqualTo(300);
        global.calls.get(0).completeExceptionally(Scene.broken());
        assertThat(scene.haiku.requests.get(0).modelId()).isEqualTo(HAIKU);
        scene.haiku.answer(0, "haiku");

        assertThat(Scene.text(answer)).isEqualTo("haiku");
        assertThat(scene.routes.get(0).diversions())
                .containsExactly(
                        new Route.Diversion("sonnet", RouteReason.THROTTLED),
                        new Route.Diversion("sonnet-global", RouteReason.ERROR));
        assertAtRest();
    }

    @Test
    void below_the_last_stands_the_degraded_answer() {
        CompletableFuture<ConverseResponse> answer = Scene.ask(pool);

        scene.sonnet.calls.get(0).completeExceptionally(Scene.throttled());
        global.calls.get(0).completeExceptionally(Scene.throttled());
        scene.haiku.calls.get(0).completeExceptionally(Scene.throttled());

        assertThat(Scene.text(answer)).isEqualTo(SimulatedBedrock.DEGRADED);
        assertThat(scene.routes.get(0).isDegraded()).isTrue();
        assertThat(scene.routes.get(0).diversions()).hasSize(3);
        assertAtRest();
    }

    @Test
    void a_request_for_a_rung_in_the_middle_begins_there() {
        var unused = pool.asyncClient().converse(SimulatedBedrock.question(GLOBAL_SONNET));

        assertThat(scene.sonnet.calls).isEmpty();
        assertThat(global.requests.get(0).inferenceConfig())
                .as("its own request is not changed")
                .isNull();
        global.calls.get(0).completeExceptionally(Scene.throttled());
        assertThat(scene.haiku.calls).hasSize(1);
    }

    @Test
    void a_full_round_may_wait_at_the_last_rung_and_twenty_above_it() {
        Scene busy = new Scene();
        BedrockPool two = busy.pool(b -> b, rung -> rung.permits(100));
        for (int i = 0; i < 100 + 20 + 100 + 100 + 1; i++) {
            var unused = Scene.ask(two);
        }

        assertThat(two.snapshot().rungs())
                .extracting(PoolSnapshot.Rung::waiting)
                .as("Haiku has 100 permits, and nothing stands below it")
                .containsExactly(20, 100);
        assertThat(two.snapshot().failed()).isEqualTo(1);
    }

    private void assertAtRest() {
        assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0 && rung.waiting() == 0);
    }
}
