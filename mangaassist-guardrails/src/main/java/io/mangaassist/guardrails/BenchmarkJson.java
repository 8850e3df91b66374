package io.mangaassist.guardrails;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gate report as JSON: flat figures by name, which is what a baseline is compared by. */
final class BenchmarkJson {

    private static final JsonFactory JSON = new JsonFactory();

    private BenchmarkJson() {}

    static String write(String policy, Map<String, Double> figures, List<String> failures) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("policy", policy);
            json.writeObjectFieldStart("figures");
            for (Map.Entry<String, Double> figure : figures.entrySet()) {
                json.writeNumberField(figure.getKey(), figure.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("failures");
            for (String failure : failures) {
                json.writeString(failure);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text + "\n";
    }

    static Map<String, Double> figures(PolicyBenchmarkReport report) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("filters", (double) report.lint().rules());
        figures.put("automata", (double) report.lint().automata());
        figures.put("longestHold", (double) report.lint().longestHold());
        for (Growth growth : report.growth()) {
            figures.put("exponent/" + growth.subject(), Math.round(growth.exponent() * 1000) / 1000.0);
            figures.put("steps/" + growth.subject(), Math.round(growth.stepsPerCharacter() * 1000) / 1000.0);
        }
        for (PolicyBenchmarkReport.Timing timing : report.timings()) {
            figures.put("p95us/" + timing.text() + "/" + timing.tokens(), (double)
                    PolicyBenchmarkReport.micros(timing.p95()));
        }
        return figures;
    }

    /** The figures of a report that was written before. */
    static Map<String, Double> read(String text) throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric() && json.currentName() != null) {
                    figures.put(json.currentName(), json.getDoubleValue());
                }
            }
        }
        return figures;
    }
}
