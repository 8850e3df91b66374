package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static io.mangaassist.pool.SimulatedBedrock.streamed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.testkit.Fault;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class BedrockStreamTest {

    @ParameterizedTest
    @EnumSource
    void a_healthy_stream_comes_whole_and_ends_once(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            StreamLog log = new StreamLog();

            pool.asyncClient()
                    .converseStream(streamed(SONNET), log)
                    .orTimeout(10, SECONDS)
                    .join();

            assertThat(log.text).hasToString("sonnet says one two three four five");
            assertThat(log.signals).startsWith("response", "stream").endsWith("onComplete", "complete");
            assertThat(log.count("MESSAGE_STOP")).isEqualTo(1);
            assertWhole(log, pool);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_before_the_first_content_is_not_seen(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            bedrock.simulator
                    .faults(SONNET)
                    .next(
                            Fault.throttled(),
                            Fault.throttled().afterTokens(0),
                            Fault.disconnect().afterTokens(0));
            for (int i = 0; i < 3; i++) {
                StreamLog log = new StreamLog();

                pool.asyncClient()
                        .converseStream(streamed(SONNET), log)
                        .orTimeout(10, SECONDS)
                        .join();

                assertThat(log.text).hasToString("haiku says one two three");
                assertWhole(log, pool);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void a_stream_that_breaks_after_content_fails_once_and_is_not_played_again(Road road, Fault fault) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            bedrock.simulator.model(SONNET, SimulatedBedrock.paced("sonnet says one two three four five"));
            bedrock.simulator.faults(SONNET).next(fault);
            StreamLog log = new StreamLog();

            CompletableFuture<Void> stream = pool.asyncClient().converseStream(streamed(SONNET), log);

            assertThatThrownBy(() -> stream.get(10, SECONDS))
                    .as("signals %s, error %s", log.signals, log.error)
                    .isInstanceOf(ExecutionException.class);
            assertThat(log.signals)
                    .as("error %s", log.error)
                    .containsOnlyOnce("exception", "onError")
                    .doesNotContain("complete", "onComplete");
            assertThat("sonnet says one two three four five").startsWith(log.text.toString());
            assertThat(bedrock.simulator.counts().of(HAIKU).started()).isZero();
            assertThat(log.overlapped).isFalse();
            assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
        }
    }

    static Stream<Arguments> breaks() {
        return Arrays.stream(Road.values())
                .flatMap(road -> Stream.of(
                                Fault.throttled(),
                                Fault.internalServerError(),
                                Fault.modelStreamError(),
                                Fault.reset(),
                                Fault.disconnect(),
                                Fault.truncation())
                        .map(fault -> Arguments.of(road, fault.afterTokens(3))));
    }

    @ParameterizedTest
    @EnumSource
    void a_consumer_that_throws_fails_the_stream(Road road) {
        try (SimulatedBedrock bedrock = new SimulatedBedrock(road);
                BedrockPool pool = bedrock.pool()) {
            IllegalStateException mistake = new IllegalStateException("consumer");
            StreamLog log = new StreamLog(event -> {
                throw mistake;
            });

            CompletableFuture<Void> stream = pool.asyncClient().converseStream(streamed(SONNET), log);

            assertThatThrownBy(() -> stream.get(10, SECONDS)).cause().isSameAs(mistake);
            assertThat(log.error).hasValue(mistake);
            assertThat(log.count("exception")).isEqualTo(1);
            assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
        }
    }

    private static void assertWhole(StreamLog log, BedrockPool pool) {
        assertThat(log.count("complete")).isEqualTo(1);
        assertThat(log.count("exception")).isZero();
        assertThat(log.overlapped).isFalse();
        assertThat(pool.snapshot().rungs()).allMatch(rung -> rung.active() == 0);
    }
}
