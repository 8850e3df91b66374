package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Errors, quotas and scripts, with what the real SDK client makes of them. */
final class BedrockRefusalTest {
    private static final String MODEL = Calls.MODEL;

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

            AwsServiceException unary = Calls.refusal(Calls.converse(client));
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

    @Test
    void faults_apply_to_guardrails_too_and_half_a_verdict_is_no_verdict() {
        BedrockClients road = BedrockClients.H2C;
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults("gr").next(Fault.throttled(), Fault.truncation());

            assertThat(Calls.failure(Calls.judge(client))).isInstanceOf(ThrottlingException.class);
            assertThat(Calls.failure(Calls.judge(client))).isInstanceOf(SdkClientException.class);
            assertThat(Calls.judge(client).join().actionAsString()).isEqualTo("NONE");
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
            failures += Calls.failure(Calls.converse(client)) == null ? 0 : 1;
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
            Calls.converse(client).join();
            Calls.converse(client).join();
            assertThat(Calls.failure(Calls.converse(client))).isInstanceOf(ThrottlingException.class);
            assertThat(bedrock.counts().of(MODEL).throttled()).isEqualTo(1);

            for (int i = 0; i < 5; i++) {
                assertThat(StreamLog.open(client, "tpm", "Q").end())
                        .as("what was reserved and not used is given back")
                        .isNull();
            }
            CompletableFuture<ConverseResponse> tooMuch =
                    client.converse(r -> r.modelId("tpm").inferenceConfig(c -> c.maxTokens(1_100)));
            assertThat(Calls.failure(tooMuch)).hasMessageContaining("Too many tokens");
        }
    }

    @Test
    void retry_after_is_told_in_both_headers() {
        BedrockClients road = BedrockClients.HTTP_1_1;
        try (BedrockSimulator bedrock = road.simulator().build();
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            bedrock.faults(MODEL).next(Fault.throttled().retryAfter(Duration.ofMillis(1_500)));

            AwsServiceException e = Calls.refusal(Calls.converse(client));

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
}
