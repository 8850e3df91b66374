package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** A triage report for programs. */
final class TriageJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private TriageJson() {}

    static String write(TriageReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
            json.writeArrayFieldStart("findings");
            for (TriageFinding finding : report.findings()) {
                finding(json, finding);
            }
            json.writeEndArray();
            texts(json, "notes", report.notes());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A string cannot be written", impossible);
        }
        return text.append('\n').toString();
    }

    private static void finding(JsonGenerator json, TriageFinding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("entry", finding.entry());
        if (finding.leaf().isPresent()) {
            TriageLeaf leaf = finding.leaf().get();
            json.writeStringField("leaf", leaf.name());
            json.writeStringField("node", leaf.node());
            json.writeNumberField("scenario", leaf.scenario());
            json.writeBooleanField("ours", leaf.isOurs());
            json.writeStringField("action", leaf.action());
        } else {
            json.writeNullField("leaf");
        }
        texts(json, "only_in", finding.onlyIn());
        texts(json, "path", finding.path());
        json.writeArrayFieldStart("evidence");
        for (TriageEvidence evidence : finding.evidence()) {
            evidence(json, evidence);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("missing");
        for (Fact fact : finding.missing()) {
            json.writeStringField(fact.key(), fact.source());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, TriageEvidence evidence) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", evidence.what());
        json.writeNumberField("measured", evidence.measured());
        Double compared = evidence.compared();
        if (compared != null) {
            json.writeNumberField("compared", compared);
        }
        json.writeStringField("unit", evidence.unit());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : texts) {
            json.writeString(each);
        }
        json.writeEndArray();
    }
}
