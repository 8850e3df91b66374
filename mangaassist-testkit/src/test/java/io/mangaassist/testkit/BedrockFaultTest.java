package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Faults of the wire, with what the real SDK client makes of them. */
final class BedrockFaultTest {
    private static final String MODEL = Calls.MODEL;

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void a_truncated_stream_ends_without_a_stop_reason_and_the_sdk_calls_it_a_success(BedrockClients road) {
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).next(Fault.truncation().afterTokens(3));

            StreamLog stream = StreamLog.open(client, MODEL, "Q");

            assertThat(stream.end()).as("what the SDK reports").isNull();
            assertThat(stream.deltas).hasSize(3);
            assertThat(stream.stopReason.get()).isNull();
            assertThat(bedrock.counts().of(MODEL).faulted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void a_reset_before_the_answer_fails_the_call(BedrockClients road) {
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).next(Fault.reset(), Fault.disconnect());

            assertThat(Calls.failure(Calls.converse(client)))
                    .isInstanceOf(SdkClientException.class)
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(Calls.failure(Calls.converse(client))).isInstanceOf(SdkClientException.class);
            assertThat(Calls.converse(client).join())
                    .as("the next call is well")
                    .isNotNull();
            assertThat(bedrock.counts().of(MODEL).faulted()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void a_reset_in_the_middle_cuts_the_stream(BedrockClients road) {
        try (BedrockSimulator bedrock = road.simulator()
                        .model(
                                MODEL,
                                ModelBehaviour.builder().tokensPerSecond(200).build())
                        .build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL)
                    .next(Fault.reset().afterTokens(3), Fault.disconnect().afterTokens(3));

            for (int i = 0; i < 2; i++) {
                StreamLog stream = StreamLog.open(client, MODEL, "Q");
                boolean failed = stream.end() != null;
                assertThat(failed)
                        .as("a reset stream ends as a success for the SDK, a reset connection does not")
                        .isEqualTo(i == 1);
                assertThat(stream.deltas.size()).isLessThanOrEqualTo(3);
                assertThat(stream.stopReason.get()).isNull();
            }
            assertThat(bedrock.counts().of(MODEL).faulted()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void a_stall_lasts_until_the_client_gives_up(BedrockClients road) throws InterruptedException {
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).next(Fault.stall().afterTokens(2), Fault.stall());

            StreamLog stream = StreamLog.open(client, MODEL, "Q");
            assertThat(stream.firstDelta).succeedsWithin(Duration.ofSeconds(60));
            CompletableFuture<ConverseResponse> silent = Calls.converse(client);
            Eventually.holds(() -> bedrock.counts().of(MODEL).inFlight() == 2);
            assertThat(stream.future).isNotDone();
            stream.future.cancel(true);
            silent.cancel(true);

            Eventually.holds(() -> bedrock.counts().of(MODEL).cancelled() == 2);
            assertThat(bedrock.counts().of(MODEL).inFlight()).isZero();
        }
    }

    @Test
    void a_stall_with_an_end_only_delays() {
        BedrockClients road = BedrockClients.H2C;
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL)
                    .next(Fault.stall(Duration.ofMillis(60)).afterTokens(2), Fault.stall(Duration.ofMillis(60)));

            for (int i = 0; i < 2; i++) {
                long start = System.nanoTime();
                StreamLog stream = StreamLog.open(client, MODEL, "Q");
                assertThat(stream.end()).isNull();
                assertThat(stream.stopReason.get()).isEqualTo("end_turn");
                assertThat(System.nanoTime() - start).isGreaterThan(50_000_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void after_go_away_the_call_ends_well_and_the_next_takes_a_new_connection(BedrockClients road) {
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).next(Fault.goAway());

            assertThat(StreamLog.open(client, MODEL, "Q").end()).isNull();
            assertThat(StreamLog.open(client, MODEL, "Q").end()).isNull();

            assertThat(bedrock.counts().connections().opened()).isEqualTo(2);
            assertThat(bedrock.counts().of(MODEL).completed()).isEqualTo(2);
        }
    }
}
