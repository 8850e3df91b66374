package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static io.mangaassist.pool.SimulatedBedrock.question;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.testkit.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

@Timeout(60)
final class BedrockPoolTest {

    @ParameterizedTest
    @EnumSource
    void a_healthy_primary_answers_its_own_requests(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            assertThat(text(pool.asyncClient().converse(question(SONNET)))).startsWith("sonnet");
            assertThat(text(pool.asyncClient().converse(question(HAIKU)))).startsWith("haiku");

            assertThat(pool.snapshot().shares()).containsEntry("sonnet", 0.5).containsEntry("haiku", 0.5);
            assertThat(bedrock.routes).extracting(Route::answeredBy).containsExactly("sonnet", "haiku");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_throttled_request_goes_on_to_the_next_rung_at_once(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            bedrock.simulator.faults(SONNET).always(Fault.throttled());

            assertThat(text(pool.asyncClient().converse(question(SONNET)))).startsWith("haiku");

            assertThat(bedrock.routes.get(0).diversions())
                    .containsExactly(new Route.Diversion("sonnet", RouteReason.THROTTLED));
            assertThat(bedrock.simulator.counts().of(SONNET).started())
                    .as("no retry underneath")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_exhausted_primary_overflows_and_then_degrades(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool(builder ->
                        builder.waiting(PoolWaiting.defaults().queueLimit(0)).degraded(SimulatedBedrock.DEGRADED))) {
            bedrock.simulator.model(SONNET, SimulatedBedrock.slow("sonnet", Duration.ofMillis(500)));
            bedrock.simulator.model(HAIKU, SimulatedBedrock.slow("haiku", Duration.ofMillis(500)));

            List<CompletableFuture<ConverseResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                answers.add(pool.asyncClient().converse(question(SONNET)));
            }

            assertThat(answers.stream().map(BedrockPoolTest::text).filter(text -> text.startsWith("sonnet")))
                    .hasSize(4);
            assertThat(answers.stream().map(BedrockPoolTest::text).filter(text -> text.startsWith("haiku")))
                    .hasSize(8);
            assertThat(pool.snapshot().degraded()).isEqualTo(2);
            assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_a_degraded_answer_there_is_one_clear_exception(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            bedrock.simulator.faults().always(Fault.throttled());

            assertThatThrownBy(
                            () -> pool.asyncClient().converse(question(SONNET)).get(10, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(PoolExhaustedException.class)
                    .hasMessage("No model could take the request (sonnet: THROTTLED, haiku: THROTTLED)")
                    .cause()
                    .hasFieldOrPropertyWithValue("statusCode", 429);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_at_fault_is_neither_retried_nor_diverted(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool(builder -> builder.degraded(SimulatedBedrock.DEGRADED))) {
            bedrock.simulator.faults(SONNET).always(Fault.error(400, "ValidationException"));

            assertThatThrownBy(() -> pool.client().converse(question(SONNET))).isInstanceOf(ValidationException.class);
            assertThat(bedrock.simulator.counts().of(HAIKU).started()).isZero();
        }
    }

    private static String text(CompletableFuture<ConverseResponse> answer) {
        return answer.orTimeout(20, SECONDS)
                .join()
                .output()
                .message()
                .content()
                .get(0)
                .text();
    }
}
