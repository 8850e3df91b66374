package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What the reports of gates and trends share. */
final class Reports {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Reports() {}

    /** Writes a JSON object. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    static String json(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A string cannot be written", impossible);
        }
        return text.append('\n').toString();
    }

    static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : texts) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    /** JSON has no NaN: what could not be worked out is left out. */
    static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        }
    }

    static String millis(double value) {
        return Double.isFinite(value) ? Numbers.text(value) : "";
    }

    static String change(double value) {
        return Double.isFinite(value) ? (value >= 0 ? "+" : "") + Numbers.text(value) : "";
    }
}
