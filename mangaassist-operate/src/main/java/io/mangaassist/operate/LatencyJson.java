package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The versioned format of snapshots. */
final class LatencyJson {

    private static final String FORMAT = "mangaassist-latency";
    static final int VERSION = 1;
    private static final JsonFactory FACTORY = new JsonFactory();

    private LatencyJson() {}

    static List<LatencySnapshot> read(String text) throws IOException {
        JsonObject root = JsonObject.parse(text);
        if (!root.text("format", "").equals(FORMAT)) {
            throw new IOException("its \"format\" is not \"" + FORMAT + "\"");
        }
        int version = (int) root.number("version");
        if (version != VERSION) {
            throw new IOException(
                    "it is of version " + version + ", and this release reads version " + VERSION + " only");
        }
        List<LatencySnapshot> snapshots = new ArrayList<>();
        for (Object window : root.list("windows")) {
            snapshots.add(window(JsonObject.of("a window", window)));
        }
        return LatencySnapshot.sorted(snapshots);
    }

    private static LatencySnapshot window(JsonObject json) throws IOException {
        Map<Segment, SegmentLatency> segments = new LinkedHashMap<>();
        JsonObject told = json.object("segments");
        for (String name : told.keys()) {
            segments.put(segment(name), SegmentJson.read(name, told.object(name)));
        }
        Instant from = time(json, "from");
        Instant to = time(json, "to");
        if (to.isBefore(from)) {
            throw new IOException("a window ends (" + to + ") before it begins (" + from + ")");
        }
        LatencySnapshot.Origin origin = new LatencySnapshot.Origin(
                json.text("availability_zone", "unknown"),
                json.text("task", "unknown"),
                json.text("revision", "unknown"));
        return new LatencySnapshot(from, to, origin, segments);
    }

    private static Instant time(JsonObject json, String key) throws IOException {
        try {
            return Instant.parse(json.text(key));
        } catch (DateTimeException none) {
            throw new IOException("\"" + key + "\" is not a time such as 2026-11-23T05:00:00Z", none);
        }
    }

    private static Segment segment(String name) throws IOException {
        return RegistryLatencies.segment(name).orElseThrow(() -> new IOException("'" + name + "' is no segment"));
    }

    static String write(List<LatencySnapshot> snapshots) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeArrayFieldStart("windows");
            for (LatencySnapshot snapshot : snapshots) {
                window(json, snapshot);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A string cannot be written", impossible);
        }
        return text.append('\n').toString();
    }

    private static void window(JsonGenerator json, LatencySnapshot snapshot) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", snapshot.from().toString());
        json.writeStringField("to", snapshot.to().toString());
        json.writeStringField("availability_zone", snapshot.origin().availabilityZone());
        json.writeStringField("task", snapshot.origin().task());
        json.writeStringField("revision", snapshot.origin().revision());
        json.writeObjectFieldStart("segments");
        for (Segment segment : snapshot.segments()) {
            SegmentLatency latency = snapshot.latency(segment);
            if (latency != null) {
                json.writeObjectFieldStart(segment.name());
                SegmentJson.write(json, latency);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    static void outcomes(JsonGenerator json, Map<Outcome, Long> outcomes) throws IOException {
        json.writeObjectFieldStart("outcomes");
        for (Outcome outcome : Outcome.values()) {
            if (outcomes.containsKey(outcome)) {
                json.writeNumberField(outcome.tag(), outcomes.getOrDefault(outcome, 0L));
            }
        }
        json.writeEndObject();
    }
}
