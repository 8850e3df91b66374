package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/** The Claude messages format, which {@code InvokeModel} carries as it is and streams wrap as base64 chunks. */
final class ClaudeFormat implements AnswerFormat {

    @Override
    public Ask read(JsonObject request) {
        MessageText text = new MessageText();
        Object system = request.getValue("system");
        if (system != null) {
            text.add(system);
        }
        JsonArray messages = request.getJsonArray("messages", new JsonArray());
        for (int i = 0; i < messages.size(); i++) {
            text.addMessage(messages.getJsonObject(i));
        }
        return new Ask(text.lastUserText(), text.tokens(), request.getInteger("max_tokens", 0));
    }

    @Override
    public JsonObject whole(Facts facts) {
        return message("msg_bdrk_simulated")
                .put(
                        "content",
                        new JsonArray().add(new JsonObject().put("type", "text").put("text", facts.text())))
                .put("stop_reason", facts.stopReason())
                .put("usage", usage(facts.usage().input(), facts.usage().output()));
    }

    @Override
    public Buffer begin(BedrockCall call) {
        JsonObject message = message("msg_bdrk_simulated_" + call.number())
                .put("content", new JsonArray())
                .put("stop_reason", null)
                .put("usage", usage(call.inputTokens(), 1));
        JsonObject block = new JsonObject().put("type", "text").put("text", "");
        return chunk(new JsonObject().put("type", "message_start").put("message", message))
                .appendBuffer(chunk(indexed("content_block_start").put("content_block", block)));
    }

    @Override
    public Buffer text(String token) {
        JsonObject delta = new JsonObject().put("type", "text_delta").put("text", token);
        return chunk(indexed("content_block_delta").put("delta", delta));
    }

    @Override
    public Buffer end(Facts facts) {
        JsonObject delta =
                new JsonObject().put("stop_reason", facts.stopReason()).put("stop_sequence", null);
        JsonObject output = new JsonObject().put("output_tokens", facts.usage().output());
        JsonObject metrics = new JsonObject()
                .put("inputTokenCount", facts.usage().input())
                .put("outputTokenCount", facts.usage().output())
                .put("invocationLatency", facts.timing().wholeMillis())
                .put("firstByteLatency", facts.timing().firstTokenMillis());
        return chunk(indexed("content_block_stop"))
                .appendBuffer(chunk(new JsonObject()
                        .put("type", "message_delta")
                        .put("delta", delta)
                        .put("usage", output)))
                .appendBuffer(chunk(
                        new JsonObject().put("type", "message_stop").put("amazon-bedrock-invocationMetrics", metrics)));
    }

    private static JsonObject message(String id) {
        return new JsonObject()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "claude-simulated")
                .put("stop_sequence", null);
    }

    private static JsonObject usage(int input, int output) {
        return new JsonObject().put("input_tokens", input).put("output_tokens", output);
    }

    private static JsonObject indexed(String type) {
        return new JsonObject().put("type", type).put("index", 0);
    }

    private static Buffer chunk(JsonObject event) {
        // JsonObject's own way with bytes is base64url, which the SDK does not read
        String bytes = Base64.getEncoder().encodeToString(event.toBuffer().getBytes());
        return EventFrames.event("chunk", new JsonObject().put("bytes", bytes));
    }
}
