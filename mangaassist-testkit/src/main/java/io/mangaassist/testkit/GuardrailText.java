package io.mangaassist.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The text that a guardrail is asked to judge. */
record GuardrailText(String joined, int tokens, int characters) {
    private static final int CHARACTERS_PER_UNIT = 1_000;

    /** Of {@code ApplyGuardrail}: {@code content: [{text: {text}}]}. */
    static GuardrailText ofContent(JsonObject request) {
        List<String> texts = new ArrayList<>();
        JsonArray content = request.getJsonArray("content", new JsonArray());
        for (int i = 0; i < content.size(); i++) {
            JsonObject text = content.getJsonObject(i).getJsonObject("text");
            if (text != null) {
                texts.add(text.getString("text", ""));
            }
        }
        return of(String.join("\n", texts));
    }

    /** Of {@code InvokeGuardrailChecks}: {@code messages: [{content: [{text}]}]}. */
    static GuardrailText ofMessages(JsonObject request) {
        List<String> texts = new ArrayList<>();
        JsonArray messages = request.getJsonArray("messages", new JsonArray());
        for (int i = 0; i < messages.size(); i++) {
            texts.add(MessageText.textOf(messages.getJsonObject(i).getValue("content")));
        }
        return of(String.join("\n", texts));
    }

    private static GuardrailText of(String text) {
        return new GuardrailText(text, TextTokens.count(text), text.codePointCount(0, text.length()));
    }

    int units() {
        return (characters + CHARACTERS_PER_UNIT - 1) / CHARACTERS_PER_UNIT;
    }

    @Override
    public String toString() {
        return "GuardrailText[tokens=" + tokens + ", characters=" + characters + "]";
    }
}
