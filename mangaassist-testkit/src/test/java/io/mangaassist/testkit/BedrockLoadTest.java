package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * Many streams at once: both sides must tell the same story.
 *
 * <p>The SDK takes 2 MiB of heap for every stream that is open, so a test JVM of 512 MB holds about two hundred.
 */
final class BedrockLoadTest {
    private static final int OPEN_AT_ONCE = 120;
    private static final String WHOLE = "whole";
    private static final String LEFT = "left";

    @Test
    void streams_are_whole_when_a_third_of_the_clients_leaves() {
        aThirdLeaves(BedrockClients.TLS_ALPN_H2);
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    @Tag("long")
    void so_they_are_on_every_road(BedrockClients road) {
        aThirdLeaves(road);
    }

    @Test
    void stalled_streams_are_held_at_once_and_end_with_their_client() {
        BedrockClients road = BedrockClients.H2C;
        try (BedrockSimulator bedrock = road.simulator().build()) {
            bedrock.faults().always(Fault.stall().afterTokens(1));
            try (BedrockRuntimeAsyncClient client = road.client(bedrock, http -> wide(http, OPEN_AT_ONCE))) {
                List<StreamLog> logs = open(client, "model", OPEN_AT_ONCE);
                Eventually.holds(() -> bedrock.counts().total().tokensSent() == OPEN_AT_ONCE);
                assertThat(bedrock.counts().total().inFlight()).isEqualTo(OPEN_AT_ONCE);
                logs.forEach(log -> log.future.cancel(true));
                Eventually.holds(() -> bedrock.counts().total().cancelled() == OPEN_AT_ONCE);
            }
        }
    }

    /** Needs {@code -XX:+UseParallelGC -Xmx6g}, nearly all of it for the SDK; G1 gives two regions to every decoder. */
    @Test
    @Tag("long")
    void two_thousand_streams_at_once_are_all_whole() {
        BedrockClients road = BedrockClients.TLS_ALPN_H2;
        try (BedrockSimulator bedrock =
                        road.simulator().model(WHOLE, speaking(200, 5)).build();
                BedrockRuntimeAsyncClient client = road.client(bedrock, http -> wide(http, 2_000))) {
            areWhole(open(client, WHOLE, 2_000), 200);
            CallCounts counts = bedrock.counts().of(WHOLE);
            assertThat(counts.completed()).isEqualTo(counts.started()).isEqualTo(2_000);
            assertThat(counts.tokensSent()).isEqualTo(2_000 * 200);
            assertThat(counts.peakInFlight()).as("nearly all at once").isGreaterThan(1_900);
            Eventually.holds(new EventLoopCpu("vert.x-eventloop")::isIdle);
        }
    }

    private static void aThirdLeaves(BedrockClients road) {
        try (BedrockSimulator bedrock = road.simulator()
                        .model(WHOLE, speaking(20, 100))
                        .model(LEFT, speaking(4_000, 50))
                        .build();
                BedrockRuntimeAsyncClient client = road.client(bedrock, http -> wide(http, OPEN_AT_ONCE))) {
            List<StreamLog> whole = new ArrayList<>();
            List<CompletableFuture<Void>> leaving = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                whole.addAll(open(client, WHOLE, 2));
                StreamLog left = StreamLog.open(client, LEFT, "Q");
                leaving.add(left.firstDelta.thenRun(() -> left.future.cancel(true)));
            }
            areWhole(whole, 20);
            assertThat(CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(Duration.ofSeconds(60));
            Eventually.holds(() -> bedrock.counts().total().inFlight() == 0);

            CallCounts kept = bedrock.counts().of(WHOLE);
            assertThat(kept.completed()).isEqualTo(kept.started()).isEqualTo(200);
            assertThat(kept.tokensSent()).isEqualTo(200 * 20);
            CallCounts left = bedrock.counts().of(LEFT);
            assertThat(left.cancelled()).isEqualTo(left.started()).isEqualTo(100);
            assertThat(left.tokensSent()).as("stopped in the middle").isBetween(100L, 399_999L);
            Eventually.holds(new EventLoopCpu("vert.x-eventloop")::isIdle);
        }
    }

    private static ModelBehaviour speaking(int tokens, int tokensPerSecond) {
        return ModelBehaviour.builder()
                .answer("漫".repeat(tokens))
                .timeToFirstToken(Latency.lognormal(Duration.ofMillis(300), 0.4))
                .tokensPerSecond(tokensPerSecond)
                .build();
    }

    private static List<StreamLog> open(BedrockRuntimeAsyncClient client, String model, int streams) {
        return Stream.generate(() -> StreamLog.open(client, model, "Q"))
                .limit(streams)
                .toList();
    }

    private static void areWhole(List<StreamLog> logs, int tokens) {
        assertThat(logs).allSatisfy(log -> {
            assertThat(log.end()).isNull();
            assertThat(log.deltas).hasSize(tokens);
            assertThat(log.stopReason.get()).isEqualTo("end_turn");
        });
    }

    /** Room for all, and patience for a machine that does other things too. */
    private static void wide(NettyNioAsyncHttpClient.Builder http, int streams) {
        http.maxConcurrency(streams)
                .http2Configuration(h2 -> h2.healthCheckPingPeriod(Duration.ofSeconds(60)))
                .connectionAcquisitionTimeout(Duration.ofSeconds(50))
                .connectionTimeout(Duration.ofSeconds(20))
                .tlsNegotiationTimeout(Duration.ofSeconds(20))
                .readTimeout(Duration.ofSeconds(60));
    }
}
