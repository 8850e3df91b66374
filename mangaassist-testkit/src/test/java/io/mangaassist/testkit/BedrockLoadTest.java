package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Many streams at once: both sides must tell the same story. */
@Tag("long")
final class BedrockLoadTest {
    private static final String MODEL = "model";

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void three_hundred_streams_are_all_whole(BedrockClients road) {
        CallCounts counts = run(road, 300, 50, 100);
        assertThat(counts.peakInFlight()).isBetween(2L, 300L);
    }

    @Test
    void three_hundred_stalled_streams_are_held_at_once_and_end_with_their_client() {
        BedrockClients road = BedrockClients.H2C;
        try (BedrockSimulator bedrock = road.simulator().build()) {
            bedrock.faults().always(Fault.stall().afterTokens(1));
            try (BedrockRuntimeAsyncClient client = road.client(bedrock, http -> wide(http, 300))) {
                List<StreamLog> logs = open(client, 300);
                Eventually.holds(() -> bedrock.counts().total().tokensSent() == 300);
                assertThat(bedrock.counts().total().inFlight()).isEqualTo(300);
                logs.forEach(log -> log.future.cancel(true));
                Eventually.holds(() -> bedrock.counts().total().cancelled() == 300);
            }
        }
    }

    @Test
    void two_thousand_streams_at_once_are_all_whole() {
        CallCounts counts = run(BedrockClients.TLS_ALPN_H2, 2_000, 300, 60);
        assertThat(counts.peakInFlight()).as("nearly all at once").isGreaterThan(1_900);
    }

    private static CallCounts run(BedrockClients road, int streams, int tokens, int tokensPerSecond) {
        ModelBehaviour behaviour = ModelBehaviour.builder()
                .answer("漫".repeat(tokens))
                .timeToFirstToken(Latency.lognormal(Duration.ofMillis(300), 0.4))
                .tokensPerSecond(tokensPerSecond)
                .build();
        try (BedrockSimulator bedrock = road.simulator().model(MODEL, behaviour).build();
                BedrockRuntimeAsyncClient client = road.client(bedrock, http -> wide(http, streams))) {
            assertThat(open(client, streams)).allSatisfy(log -> {
                assertThat(log.end()).isNull();
                assertThat(log.deltas).hasSize(tokens);
                assertThat(log.stopReason.get()).isEqualTo("end_turn");
            });
            CallCounts counts = bedrock.counts().of(MODEL);
            assertThat(counts.started()).isEqualTo(streams);
            assertThat(counts.completed()).isEqualTo(streams);
            assertThat(counts.inFlight()).isZero();
            assertThat(counts.tokensSent()).isEqualTo((long) streams * tokens);
            return counts;
        }
    }

    private static List<StreamLog> open(BedrockRuntimeAsyncClient client, int streams) {
        List<StreamLog> logs = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            logs.add(StreamLog.open(client, MODEL, "Q"));
        }
        return logs;
    }

    private static void wide(NettyNioAsyncHttpClient.Builder http, int streams) {
        http.maxConcurrency(streams)
                .connectionAcquisitionTimeout(Duration.ofSeconds(30))
                .connectionTimeout(Duration.ofSeconds(20))
                .tlsNegotiationTimeout(Duration.ofSeconds(20))
                .readTimeout(Duration.ofSeconds(60));
    }
}
