package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksConfig;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksContentFilterCategoryConfig;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksMessage;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;

/** How long simulated things take, and how large they are. */
final class SimulatedSpeedTest {
    private static final String MODEL = "model";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_lognormal_latency_has_its_mean_and_spread(long seed) {
        Latency latency = Latency.lognormal(Duration.ofMillis(200), 0.4);
        Random random = new Random(seed);
        double[] millis = LongStream.range(0, 20_000)
                .mapToDouble(i -> latency.drawNanos(random) / 1e6)
                .toArray();
        double mean = Arrays.stream(millis).average().orElseThrow();
        double variance = Arrays.stream(millis)
                .map(m -> (m - mean) * (m - mean))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(200, within(4.0));
        assertThat(Math.sqrt(variance) / mean).isCloseTo(0.4, within(0.02));
    }

    @Test
    void a_stream_takes_its_first_token_time_and_its_speed() {
        ModelBehaviour behaviour = ModelBehaviour.builder()
                .answer("漫".repeat(21))
                .timeToFirstToken(Latency.fixed(Duration.ofMillis(100)))
                .tokensPerSecond(100)
                .build();
        try (BedrockSimulator bedrock =
                        BedrockSimulator.builder().model(MODEL, behaviour).build();
                BedrockRuntimeAsyncClient client = BedrockClients.H2C.client(bedrock)) {
            assertThat(StreamLog.open(client, "warm", "up").end()).isNull();
            long start = System.nanoTime();
            StreamLog stream = StreamLog.open(client, MODEL, "Q");
            assertThat(stream.end()).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("100 ms and 20 tokens more at 10 ms each")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(299));

            start = System.nanoTime();
            assertThat(client.converse(r -> r.modelId(MODEL)).join().metrics().latencyMs())
                    .isGreaterThanOrEqualTo(299);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(299_000_000);
        }
    }

    @Test
    void an_answer_stops_at_the_callers_limit() {
        try (BedrockSimulator bedrock = BedrockSimulator.builder()
                        .model(
                                MODEL,
                                ModelBehaviour.builder()
                                        .answer("一二三四五")
                                        .usage(7, 9)
                                        .build())
                        .build();
                BedrockRuntimeAsyncClient client = BedrockClients.H2C.client(bedrock)) {
            var response = client.converse(r -> r.modelId(MODEL).inferenceConfig(c -> c.maxTokens(3)))
                    .join();
            assertThat(response.output().message().content().get(0).text()).isEqualTo("一二三");
            assertThat(response.stopReasonAsString()).isEqualTo("max_tokens");
            assertThat(response.usage().inputTokens()).as("told, not estimated").isEqualTo(7);
            assertThat(response.usage().totalTokens()).isEqualTo(16);
        }
    }

    @ParameterizedTest(name = "{0} filters, {1} tokens, parallel {2}: {3} ms")
    @CsvSource({
        "4,100,false,40",
        "12,100,false,120",
        "12,500,false,480",
        "12,900,false,480",
        "12,300,false,300",
        "12,500,true,40",
        "0,500,true,0"
    })
    void guardrail_cost_follows_the_runbook(int filters, int tokens, boolean parallel, long millis) {
        GuardrailBehaviour.Builder builder = GuardrailBehaviour.builder().filters(filters);
        GuardrailBehaviour behaviour = (parallel ? builder.parallel() : builder).build();
        assertThat(Duration.ofNanos(behaviour.costNanos(tokens))).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_guardrail_takes_that_time_and_has_quotas_of_calls_and_text_units() {
        GuardrailBehaviour slow = GuardrailBehaviour.builder().filters(12).build();
        GuardrailBehaviour calls =
                GuardrailBehaviour.builder().filters(0).callsPerSecond(2).build();
        GuardrailBehaviour units =
                GuardrailBehaviour.builder().filters(0).textUnitsPerSecond(3).build();
        try (BedrockSimulator bedrock = BedrockSimulator.builder()
                        .guardrail("slow", slow)
                        .guardrail("calls", calls)
                        .guardrail("units", units)
                        .build();
                BedrockRuntimeAsyncClient client = BedrockClients.H2C.client(bedrock)) {
            ApplyGuardrailResponse verdict =
                    judge(client, "slow", "漫".repeat(500)).join();
            assertThat(verdict.assessments().get(0).invocationMetrics().guardrailProcessingLatency())
                    .isGreaterThanOrEqualTo(479);
            assertThat(verdict.usage().contentPolicyUnits()).isEqualTo(1);

            assertThat(IntStream.range(0, 5)
                            .mapToObj(i -> judge(client, "calls", "x"))
                            .toList())
                    .allSatisfy(f -> assertThat(f.handle((r, e) -> 0).join()).isZero());
            assertThat(bedrock.counts().of("calls").throttled()).isBetween(1L, 3L);
            judge(client, "units", "x".repeat(2_001)).join();
            assertThat(judge(client, "units", "x".repeat(1_001))
                            .handle((r, e) -> e != null)
                            .join())
                    .isTrue();
        }
    }

    private static CompletableFuture<ApplyGuardrailResponse> judge(
            BedrockRuntimeAsyncClient client, String guardrail, String text) {
        return client.applyGuardrail(r -> r.guardrailIdentifier(guardrail)
                .guardrailVersion("1")
                .source("OUTPUT")
                .content(GuardrailContentBlock.fromText(t -> t.text(text))));
    }

    @Test
    void guardrail_checks_score_what_was_asked_for() {
        GuardrailBehaviour behaviour = GuardrailBehaviour.builder()
                .filters(0)
                .blocks(text -> text.contains("storm"))
                .build();
        try (BedrockSimulator bedrock =
                        BedrockSimulator.builder().otherGuardrails(behaviour).build();
                BedrockRuntimeAsyncClient client = BedrockClients.H2C.client(bedrock)) {
            GuardrailChecksMessage message = GuardrailChecksMessage.builder()
                    .role("user")
                    .content(List.of(GuardrailChecksContentBlock.fromText("a storm")))
                    .build();
            GuardrailChecksConfig checks = GuardrailChecksConfig.builder()
                    .contentFilter(f -> f.categories(List.of(GuardrailChecksContentFilterCategoryConfig.builder()
                            .category("VIOLENCE")
                            .build())))
                    .build();
            var response = client.invokeGuardrailChecks(
                            r -> r.messages(List.of(message)).checks(checks))
                    .join();
            assertThat(response.results().contentFilter().results().get(0).severityScore())
                    .isEqualTo(0.9);
            assertThat(response.usage().contentFilter().textUnits()).isEqualTo(1);
            assertThat(response.results().promptAttack()).isNull();
        }
    }

    @Test
    void tokens_joined_are_the_text_and_no_pair_is_split() {
        String text = "第107巻、Volume one-hundred 📚📚 ﾏﾝｶﾞ\n 了";
        assertThat(String.join("", TextTokens.split(text))).isEqualTo(text);
        assertThat(TextTokens.split("Volume 107 📚")).containsExactly("Volu", "me", " 107", " ", "📚");
        assertThat(TextTokens.count(text)).isEqualTo(TextTokens.split(text).size());
    }
}
