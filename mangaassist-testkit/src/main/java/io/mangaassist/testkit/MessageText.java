package io.mangaassist.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/** The text of a request's messages: how much there is of it, and the last that the user said. */
final class MessageText {
    private int tokens;
    private String lastUserText = "";

    /** A list of blocks, or plain text. */
    void add(Object content) {
        tokens += TextTokens.count(textOf(content));
    }

    void addMessage(JsonObject message) {
        String text = textOf(message.getValue("content"));
        tokens += TextTokens.count(text);
        if ("user".equals(message.getString("role")) && !text.isEmpty()) {
            lastUserText = text;
        }
    }

    int tokens() {
        return tokens;
    }

    String lastUserText() {
        return lastUserText;
    }

    /** Text of blocks {@code {"text": ...}}, {@code {"guardContent": {"text": {"text": ...}}}}, or of a plain string. */
    static String textOf(Object content) {
        if (content instanceof String plain) {
            return plain;
        }
        if (content instanceof JsonArray blocks) {
            return blocks.stream()
                    .filter(JsonObject.class::isInstance)
                    .map(block -> blockText((JsonObject) block))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("\n"));
        }
        return "";
    }

    private static String blockText(JsonObject block) {
        JsonObject guarded = block.getJsonObject("guardContent");
        if (guarded != null) {
            return blockText(guarded);
        }
        Object text = block.getValue("text");
        return text instanceof JsonObject nested ? nested.getString("text", "") : text instanceof String s ? s : "";
    }
}
