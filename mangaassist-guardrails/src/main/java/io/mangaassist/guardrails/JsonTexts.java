package io.mangaassist.guardrails;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The words of a JSON text: names and values on lines of their own, escapes resolved, so that no escape hides a word. */
final class JsonTexts {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonTexts() {}

    /** The words; the text itself if it is not JSON. */
    static String of(String json) {
        if (json.isBlank()) {
            return "";
        }
        StringBuilder words = new StringBuilder("\n");
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
                    words.append(parser.getText()).append('\n');
                }
            }
        } catch (IOException notJson) {
            return "\n" + json + "\n";
        }
        return words.length() > 1 ? words.toString() : "";
    }
}
