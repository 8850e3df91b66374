package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailAction;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** Every operation through the real SDK client on every road. */
final class BedrockSimulatorTest {
    private static final String MODEL = "anthropic.claude-3-sonnet-20240229-v1:0";
    private static final String ANSWER = "第107巻は在庫があります。 Volume 107 ships today \uD83D\uDCDA.";
    private static final String CLAUDE_REQUEST = """
            {"anthropic_version":"bedrock-2023-05-31","max_tokens":200,"system":"Be brief.",
             "messages":[{"role":"user","content":[{"type":"text","text":"Is volume 107 in stock?"}]}]}""";

    private static BedrockSimulator simulator(BedrockClients road) {
        return road.simulator()
                .model(
                        MODEL,
                        ModelBehaviour.builder()
                                .answers(call -> ANSWER + call.lastUserText())
                                .build())
                .otherGuardrails(GuardrailBehaviour.builder()
                        .filters(1)
                        .blockedWords("Forbidden")
                        .build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void converse_answers_the_last_user_text_with_usage(BedrockClients road) {
        try (BedrockSimulator bedrock = simulator(road);
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            ConverseResponse response = client.converse(r -> r.modelId(MODEL).messages(StreamLog.user("ABC")))
                    .join();

            assertThat(response.output().message().content().get(0).text()).isEqualTo(ANSWER + "ABC");
            assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
            assertThat(response.usage().inputTokens()).isEqualTo(1);
            assertThat(response.usage().totalTokens()).isGreaterThan(10);
            assertThat(bedrock.counts().of(MODEL, BedrockOperation.CONVERSE).completed())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void converse_stream_delivers_every_token_and_the_metadata(BedrockClients road) {
        try (BedrockSimulator bedrock = simulator(road);
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            StreamLog stream = StreamLog.open(client, MODEL, "ABC");

            assertThat(stream.end()).isNull();
            assertThat(stream.text()).isEqualTo(ANSWER + "ABC");
            assertThat(stream.stopReason.get()).isEqualTo("end_turn");
            assertThat(stream.outputTokens).hasValue(stream.deltas.size());
            assertThat(bedrock.counts().of(MODEL).tokensSent()).isEqualTo(stream.deltas.size());
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void invoke_model_speaks_claude_messages(BedrockClients road) {
        try (BedrockSimulator bedrock = simulator(road);
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            String body = client.invokeModel(r -> r.modelId(MODEL).body(SdkBytes.fromUtf8String(CLAUDE_REQUEST)))
                    .join()
                    .body()
                    .asUtf8String();

            assertThat(body).contains("\"type\":\"message\"", "\"stop_reason\":\"end_turn\"", "\"output_tokens\":");
            assertThat(body).contains("Volume 107 ships today", "Is volume 107 in stock?");
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void invoke_model_stream_wraps_claude_events_in_chunks(BedrockClients road) {
        try (BedrockSimulator bedrock = simulator(road);
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            List<String> events = new CopyOnWriteArrayList<>();
            var handler = InvokeModelWithResponseStreamResponseHandler.builder()
                    .subscriber(InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                            .onChunk(chunk -> events.add(chunk.bytes().asString(StandardCharsets.UTF_8)))
                            .build())
                    .build();
            client.invokeModelWithResponseStream(
                            r -> r.modelId(MODEL).body(SdkBytes.fromUtf8String(CLAUDE_REQUEST)), handler)
                    .join();

            assertThat(String.join("\n", events))
                    .startsWith("{\"type\":\"message_start\"")
                    .contains("\"type\":\"text_delta\"", "\"text\":\"在\"", "\"stop_reason\":\"end_turn\"")
                    .contains("amazon-bedrock-invocationMetrics");
        }
    }

    @ParameterizedTest
    @EnumSource(BedrockClients.class)
    void apply_guardrail_judges_with_usage_coverage_and_assessment(BedrockClients road) {
        try (BedrockSimulator bedrock = simulator(road);
                BedrockRuntimeAsyncClient client = road.client(bedrock)) {
            ApplyGuardrailResponse good = judge(client, "All is well.");
            ApplyGuardrailResponse bad = judge(client, "This is FORBIDDEN here.");

            assertThat(good.action()).isEqualTo(GuardrailAction.NONE);
            assertThat(good.outputs()).isEmpty();
            assertThat(good.guardrailCoverage().textCharacters().total()).isEqualTo("All is well.".length());
            assertThat(bad.action()).isEqualTo(GuardrailAction.GUARDRAIL_INTERVENED);
            assertThat(bad.outputs().get(0).text()).startsWith("Sorry");
            assertThat(bad.usage().wordPolicyUnits()).isEqualTo(1);
            assertThat(bad.assessments()
                            .get(0)
                            .wordPolicy()
                            .customWords()
                            .get(0)
                            .match())
                    .isEqualTo("forbidden");
            assertThat(bad.assessments().get(0).invocationMetrics().guardrailProcessingLatency())
                    .as("one filter of 10 ms")
                    .isGreaterThanOrEqualTo(9);
            assertThat(bedrock.counts().of("gr-1").completed()).isEqualTo(2);
        }
    }

    private static ApplyGuardrailResponse judge(BedrockRuntimeAsyncClient client, String text) {
        return client.applyGuardrail(r -> r.guardrailIdentifier("gr-1")
                        .guardrailVersion("7")
                        .source(GuardrailContentSource.OUTPUT)
                        .content(GuardrailContentBlock.fromText(t -> t.text(text))))
                .join();
    }
}
