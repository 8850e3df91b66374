package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Every fault, with what the real SDK client makes of it. */
final class BedrockFaultTest {
    private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

    static Stream<Arguments> typed_errors() {
        Map<Fault, Class<? extends AwsServiceException>> errors = Map.of(
                Fault.throttled(), ThrottlingException.class,
                Fault.modelNotReady(), ModelNotReadyException.class,
                Fault.internalServerError(), InternalServerException.class,
                Fault.serviceUnavailable(), ServiceUnavailableException.class,
                Fault.modelTimeout(), ModelTimeoutException.class,
                Fault.modelError(), ModelErrorException.class,
                Fault.modelStreamError(), ModelStreamErrorException.class);
        return Stream.of(BedrockClients.values())
                .flatMap(road -> errors.entrySet().stream().map(e -> Arguments.of(road, e.getKey(), e.getValue())));
    }

    @ParameterizedTest
    @MethodSource("typed_errors")
    void an_error_is_typed_with_and_without_a_stream(
            BedrockClients road, Fault fault, Class<? extends AwsServiceException> type) {
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).nextTimes(2, fault);

            AwsServiceException unary = refusal(converse(client));
            Throwable streamed = StreamLog.open(client, MODEL, "Q").end();

            assertThat(unary).isInstanceOf(type);
            assertThat(unary.statusCode()).isEqualTo(fault.status());
            assertThat(unary.requestId()).isNotBlank();
            assertThat(streamed).isInstanceOf(type);
            assertThat(bedrock.counts().of(MODEL).faulted()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void an_error_after_three_tokens_comes_as_an_event(BedrockClients road) {
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL)
                    .next(
                            Fault.throttled().afterTokens(3),
                            Fault.modelStreamError().afterTokens(0));

            StreamLog throttled = StreamLog.open(client, MODEL, "Q");
            assertThat(throttled.end()).isInstanceOf(ThrottlingException.class);
            assertThat(throttled.deltas).hasSize(3);
            StreamLog broken = StreamLog.open(client, MODEL, "Q");
            assertThat(broken.end()).isInstanceOf(ModelStreamErrorException.class);
            assertThat(broken.deltas).isEmpty();
        }
    }

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

            assertThat(failure(converse(client)))
                    .isInstanceOf(SdkClientException.class)
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(failure(converse(client))).isInstanceOf(SdkClientException.class);
            assertThat(converse(client).join()).as("the next call is well").isNotNull();
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
            CompletableFuture<ConverseResponse> silent = converse(client);
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

    @Test
    void faults_apply_to_guardrails_too_and_half_a_verdict_is_no_verdict() {
        BedrockClients road = BedrockClients.H2C;
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults("gr").next(Fault.throttled(), Fault.truncation());

            assertThat(failure(judge(client))).isInstanceOf(ThrottlingException.class);
            assertThat(failure(judge(client))).isInstanceOf(SdkClientException.class);
            assertThat(judge(client).join().actionAsString()).isEqualTo("NONE");
        }
    }

    @Test
    void a_predicate_and_a_seeded_probability_choose_the_calls() {
        BedrockClients road = BedrockClients.H2C;
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).when(call -> call.lastUserText().contains("sale"), Fault.serviceUnavailable());
            assertThat(StreamLog.open(client, MODEL, "the sale").end()).isInstanceOf(ServiceUnavailableException.class);
            assertThat(StreamLog.open(client, MODEL, "a book").end()).isNull();

            assertThat(failuresOfFifty(bedrock, client))
                    .isEqualTo(failuresOfFifty(bedrock, client))
                    .isBetween(5, 25);
            bedrock.faults(MODEL).clear();
            assertThat(StreamLog.open(client, MODEL, "the sale").end()).isNull();
        }
    }

    private static int failuresOfFifty(BedrockSimulator bedrock, BedrockRuntimeAsyncClient client) {
        bedrock.faults(MODEL).clear().sometimes(0.3, 42, Fault.modelError());
        int failures = 0;
        for (int i = 0; i < 50; i++) {
            failures += failure(converse(client)) == null ? 0 : 1;
        }
        return failures;
    }

    @Test
    void quotas_answer_429_with_the_type_and_are_counted_as_throttled() {
        BedrockClients road = BedrockClients.H2C;
        ModelBehaviour two = ModelBehaviour.builder().requestsPerMinute(2).build();
        ModelBehaviour tokens = ModelBehaviour.builder()
                .tokensPerMinute(1_000)
                .defaultMaxTokens(600)
                .answer("0123")
                .build();
        try (BedrockSimulator bedrock =
                        road.simulator().model(MODEL, two).model("tpm", tokens).build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            converse(client).join();
            converse(client).join();
            assertThat(failure(converse(client))).isInstanceOf(ThrottlingException.class);
            assertThat(bedrock.counts().of(MODEL).throttled()).isEqualTo(1);

            for (int i = 0; i < 5; i++) {
                assertThat(StreamLog.open(client, "tpm", "Q").end())
                        .as("what was reserved and not used is given back")
                        .isNull();
            }
            CompletableFuture<ConverseResponse> tooMuch =
                    client.converse(r -> r.modelId("tpm").inferenceConfig(c -> c.maxTokens(1_100)));
            assertThat(failure(tooMuch)).hasMessageContaining("Too many tokens");
        }
    }

    @Test
    void retry_after_is_told_in_both_headers() {
        BedrockClients road = BedrockClients.HTTP_1_1;
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).next(Fault.throttled().retryAfter(Duration.ofMillis(1_500)));

            AwsServiceException e = refusal(converse(client));

            assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("retry-after"))
                    .contains("2");
            assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-retry-after"))
                    .contains("1500");
        }
    }

    @Test
    void a_script_that_throws_costs_only_its_own_call() {
        BedrockClients road = BedrockClients.H2C;
        ModelBehaviour broken = ModelBehaviour.builder()
                .answers(call -> {
                    throw new IllegalStateException("planted");
                })
                .build();
        try (BedrockSimulator bedrock = road.simulator()
                        .model("broken", broken)
                        .namedModelsOnly()
                        .build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            assertThat(StreamLog.open(client, "broken", "Q").end()).isInstanceOf(InternalServerException.class);
            assertThat(StreamLog.open(client, "unknown", "Q").end()).isInstanceOf(ValidationException.class);
            assertThat(bedrock.counts().total().faulted()).isEqualTo(2);
            assertThat(bedrock.counts().total().inFlight()).isZero();
        }
    }

    private static CompletableFuture<ConverseResponse> converse(BedrockRuntimeAsyncClient client) {
        return client.converse(r -> r.modelId(MODEL).messages(StreamLog.user("Q")));
    }

    private static CompletableFuture<ApplyGuardrailResponse> judge(BedrockRuntimeAsyncClient client) {
        return client.applyGuardrail(
                r -> r.guardrailIdentifier("gr").guardrailVersion("1").source("OUTPUT"));
    }

    private static AwsServiceException refusal(CompletableFuture<?> future) {
        if (failure(future) instanceof AwsServiceException refusal) {
            return refusal;
        }
        throw new AssertionError("the service did not refuse");
    }

    private static @Nullable Throwable failure(CompletableFuture<?> future) {
        Throwable thrown =
                catchThrowable(() -> future.orTimeout(60, TimeUnit.SECONDS).join());
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }
}
