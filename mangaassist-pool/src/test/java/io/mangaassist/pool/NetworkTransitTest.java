package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static io.mangaassist.pool.SimulatedBedrock.question;
import static io.mangaassist.pool.SimulatedBedrock.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/** The segment network-transit: the first byte minus the latency that Bedrock reports, where it reports one. */
@Timeout(60)
final class NetworkTransitTest {

    private static final Duration THINKING = Duration.ofMillis(400);
    private static final SdkBytes BODY = SdkBytes.fromUtf8String(
            "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":800,\"messages\":[]}");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Segments segments = Segments.of(registry);
    private final SimulatedBedrock bedrock = new SimulatedBedrock(Road.HTTP_1_1);
    private final BedrockPool pool = bedrock.pool(builder -> builder.segments(segments));

    @BeforeEach
    void think() {
        var unused = bedrock.simulator.model(SONNET, SimulatedBedrock.slow("sonnet says one two three", THINKING));
    }

    @AfterEach
    void close() {
        pool.close();
        bedrock.close();
        segments.close();
    }

    @Test
    void an_answer_of_converse_gives_its_way_without_the_models_thinking() {
        finish(pool.asyncClient().converse(question(SONNET)));

        assertOneTransit();
    }

    @Test
    void an_answer_of_invoke_model_gives_it_by_its_header() {
        finish(pool.asyncClient().invokeModel(request -> request.modelId(SONNET).body(BODY)));

        assertOneTransit();
    }

    @Test
    void a_stream_of_claude_gives_it_by_its_first_byte() {
        finish(pool.asyncClient()
                .invokeModelWithResponseStream(
                        request -> request.modelId(SONNET).body(BODY),
                        InvokeModelWithResponseStreamResponseHandler.builder()
                                .subscriber(event -> {})
                                .build()));

        assertOneTransit();
    }

    @Test
    void a_stream_of_converse_reports_its_whole_length_only_and_gives_none() {
        finish(pool.asyncClient()
                .converseStream(
                        streamed(SONNET),
                        ConverseStreamResponseHandler.builder()
                                .subscriber(event -> {})
                                .build()));

        assertThat(transits()).isZero();
    }

    @Test
    void what_bedrock_does_not_say_or_says_wrong_is_unknown() {
        assertThat(BedrockReportedLatency.ofAnswer(null)).isNegative();
        assertThat(BedrockReportedLatency.ofAnswer(InvokeModelResponse.builder().build()))
                .isNegative();
        assertThat(BedrockReportedLatency.ofLastEvent(chunk("{\"type\":\"message_stop\"}")))
                .isNegative();
        assertThat(BedrockReportedLatency.ofLastEvent(chunk("{\"text\":\"\\\"firstByteLatency\\\":9\"}")))
                .as("a text that talks about it")
                .isNegative();
        assertThat(BedrockReportedLatency.ofLastEvent(chunk("{\"firstByteLatency\": 312}")))
                .isEqualTo(312);
    }

    private static PayloadPart chunk(String json) {
        return PayloadPart.builder().bytes(SdkBytes.fromUtf8String(json)).build();
    }

    private void assertOneTransit() {
        assertThat(transits()).isOne();
        assertThat(registry.get("mangaassist.segment")
                        .tags("segment", "network-transit", "outcome", "success")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .as("less than the whole call by what the model took")
                .isPositive()
                .isLessThanOrEqualTo(registry.get("mangaassist.segment")
                                .tags("segment", "bedrock-invoke", "outcome", "success")
                                .timer()
                                .totalTime(TimeUnit.MILLISECONDS)
                        - 0.9 * THINKING.toMillis());
    }

    private long transits() {
        var timer = registry.find("mangaassist.segment")
                .tags("segment", "network-transit", "outcome", "success")
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private static void finish(CompletableFuture<?> call) {
        call.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
