package io.mangaassist.pool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * Puts the text of a degraded answer into the forms that the operations answer in. Each response looks like one of the
 * SDK, with an HTTP status and metadata whose request id is {@code UNKNOWN}: callers read both without asking.
 */
final class BedrockAnswers {

    private static final TokenUsage NOTHING_USED =
            TokenUsage.builder().inputTokens(0).outputTokens(0).totalTokens(0).build();

    private BedrockAnswers() {}

    static ConverseResponse converse(String text) {
        return answered(ConverseResponse.builder())
                .output(output -> output.message(
                        message -> message.role(ConversationRole.ASSISTANT).content(ContentBlock.fromText(text))))
                .stopReason(StopReason.END_TURN)
                .usage(NOTHING_USED)
                .metrics(metrics -> metrics.latencyMs(0L))
                .build();
    }

    static ConverseStreamResponse converseStreamResponse() {
        return answered(ConverseStreamResponse.builder()).build();
    }

    static List<ConverseStreamOutput> converseStream(String text) {
        return List.of(
                ConverseStreamOutput.messageStartBuilder()
                        .role(ConversationRole.ASSISTANT)
                        .build(),
                ConverseStreamOutput.contentBlockDeltaBuilder()
                        .contentBlockIndex(0)
                        .delta(delta -> delta.text(text))
                        .build(),
                ConverseStreamOutput.contentBlockStopBuilder()
                        .contentBlockIndex(0)
                        .build(),
                ConverseStreamOutput.messageStopBuilder()
                        .stopReason(StopReason.END_TURN)
                        .build(),
                ConverseStreamOutput.metadataBuilder()
                        .usage(NOTHING_USED)
                        .metrics(metrics -> metrics.latencyMs(0L))
                        .build());
    }

    static InvokeModelResponse claude(String modelId, String text) {
        return answered(InvokeModelResponse.builder())
                .contentType("application/json")
                .body(SdkBytes.fromUtf8String(
                        message(modelId, "{\"type\":\"text\",\"text\":" + quoted(text) + "}", "end_turn")))
                .build();
    }

    static InvokeModelWithResponseStreamResponse claudeStreamResponse() {
        return answered(InvokeModelWithResponseStreamResponse.builder()).build();
    }

    static List<ResponseStream> claudeStream(String modelId, String text) {
        return List.of(
                chunk("{\"type\":\"message_start\",\"message\":" + message(modelId, "", null) + "}"),
                chunk("{\"type\":\"content_block_start\",\"index\":0,"
                        + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
                chunk("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                        + quoted(text) + "}}"),
                chunk("{\"type\":\"content_block_stop\",\"index\":0}"),
                chunk("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                        + "\"usage\":{\"output_tokens\":0}}"),
                chunk("{\"type\":\"message_stop\"}"));
    }

    private static <B extends BedrockRuntimeResponse.Builder> B answered(B response) {
        response.responseMetadata(DefaultAwsResponseMetadata.create(Map.of()));
        response.sdkHttpResponse(SdkHttpResponse.builder().statusCode(200).build());
        return response;
    }

    private static String message(String modelId, String content, @Nullable String stop) {
        return "{\"id\":\"msg_degraded\",\"type\":\"message\",\"role\":\"assistant\",\"model\":" + quoted(modelId)
                + ",\"content\":[" + content + "],\"stop_reason\":" + (stop == null ? "null" : quoted(stop))
                + ",\"stop_sequence\":null,\"usage\":{\"input_tokens\":0,\"output_tokens\":0}}";
    }

    private static ResponseStream chunk(String json) {
        return PayloadPart.builder()
                .bytes(SdkBytes.fromString(json, StandardCharsets.UTF_8))
                .build();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
