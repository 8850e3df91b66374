package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One document of CloudWatch's embedded metric format, on one line. */
final class EmfJson {

    /** Most of a document is numbers. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final int MAX_NAME = 255;
    private static final int MAX_VALUE = 1_024;

    private EmfJson() {}

    /** All slices of the page are of one namespace and the same dimensions. */
    static String document(Map<String, EmfDocuments.Slice> page, EmfDimensions.Filled dimensions, long timestamp) {
        EmfKey any = page.values().iterator().next().key();
        Map<String, String> own = limited(
                apart(any.dimensions(), dimensions.values()),
                EmfDocuments.MAX_DIMENSIONS - dimensions.values().size());
        StringWriter text = new StringWriter(1_024);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("_aws");
            json.writeNumberField("Timestamp", timestamp);
            directive(json, page, dimensions.sets(), own.keySet().stream().toList());
            json.writeEndObject();
            for (Map.Entry<String, String> each : dimensions.values().entrySet()) {
                json.writeStringField(each.getKey(), cut(each.getValue(), MAX_VALUE));
            }
            for (Map.Entry<String, String> each : own.entrySet()) {
                json.writeStringField(each.getKey(), cut(each.getValue(), MAX_VALUE));
            }
            for (EmfDocuments.Slice slice : page.values()) {
                values(json, slice);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("A string cannot be written", impossible);
        }
        return text.toString();
    }

    /** A tag that has the name of a dimension of the registry keeps its value under another name. */
    private static Map<String, String> apart(Map<String, String> tags, Map<String, String> taken) {
        Map<String, String> apart = new LinkedHashMap<>();
        tags.forEach((key, value) -> apart.put(taken.containsKey(key) ? "tag_" + key : key, value));
        return apart;
    }

    private static void directive(
            JsonGenerator json, Map<String, EmfDocuments.Slice> page, List<List<String>> sets, List<String> own)
            throws IOException {
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", page.values().iterator().next().key().namespace());
        json.writeArrayFieldStart("Dimensions");
        for (List<String> set : sets) {
            json.writeStartArray();
            for (String key : set) {
                json.writeString(key);
            }
            for (String key : own) {
                json.writeString(key);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (EmfDocuments.Slice slice : page.values()) {
            json.writeStartObject();
            json.writeStringField("Name", name(slice));
            json.writeStringField("Unit", slice.key().unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void values(JsonGenerator json, EmfDocuments.Slice slice) throws IOException {
        EmfPoint point = slice.point();
        if (slice.to() - slice.from() == 1 && point.count(slice.from()) == 1) {
            json.writeNumberField(name(slice), point.value(slice.from()));
            return;
        }
        json.writeObjectFieldStart(name(slice));
        json.writeArrayFieldStart("Values");
        for (int i = slice.from(); i < slice.to(); i++) {
            json.writeNumber(point.value(i));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Counts");
        for (int i = slice.from(); i < slice.to(); i++) {
            json.writeNumber((long) point.count(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String name(EmfDocuments.Slice slice) {
        return cut(slice.key().metric(), MAX_NAME);
    }

    private static Map<String, String> limited(Map<String, String> dimensions, int limit) {
        Map<String, String> limited = new LinkedHashMap<>();
        dimensions.forEach((key, value) -> {
            if (limited.size() < limit) {
                limited.put(cut(key, MAX_NAME - 5), value);
            }
        });
        return limited;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
