package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Bedrock's own message format. */
final class ConverseFormat implements AnswerFormat {
    private static final JsonObject BLOCK = new JsonObject().put("contentBlockIndex", 0);

    @Override
    public Ask read(JsonObject request) {
        MessageText text = new MessageText();
        text.add(request.getJsonArray("system", new JsonArray()));
        JsonArray messages = request.getJsonArray("messages", new JsonArray());
        for (int i = 0; i < messages.size(); i++) {
            text.addMessage(messages.getJsonObject(i));
        }
        JsonObject inference = request.getJsonObject("inferenceConfig", new JsonObject());
        return new Ask(text.lastUserText(), text.tokens(), inference.getInteger("maxTokens", 0));
    }

    @Override
    public JsonObject whole(Facts facts) {
        JsonObject message = new JsonObject()
                .put("role", "assistant")
                .put("content", new JsonArray().add(new JsonObject().put("text", facts.text())));
        return new JsonObject()
                .put("output", new JsonObject().put("message", message))
                .put("stopReason", facts.stopReason())
                .mergeIn(closing(facts));
    }

    @Override
    public Buffer begin(BedrockCall call) {
        return EventFrames.event("messageStart", new JsonObject().put("role", "assistant"));
    }

    @Override
    public Buffer text(String token) {
        JsonObject delta =
                new JsonObject().put("contentBlockIndex", 0).put("delta", new JsonObject().put("text", token));
        return EventFrames.event("contentBlockDelta", delta);
    }

    @Override
    public Buffer end(Facts facts) {
        return EventFrames.event("contentBlockStop", BLOCK)
                .appendBuffer(EventFrames.event("messageStop", new JsonObject().put("stopReason", facts.stopReason())))
                .appendBuffer(EventFrames.event("metadata", closing(facts)));
    }

    private static JsonObject closing(Facts facts) {
        int input = facts.usage().input();
        int output = facts.usage().output();
        JsonObject usage = new JsonObject()
                .put("inputTokens", input)
                .put("outputTokens", output)
                .put("totalTokens", input + output);
        return new JsonObject()
                .put("usage", usage)
                .put("metrics", new JsonObject().put("latencyMs", facts.timing().wholeMillis()));
    }
}
