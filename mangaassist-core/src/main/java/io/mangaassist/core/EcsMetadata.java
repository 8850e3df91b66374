package io.mangaassist.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a placement from the ECS task metadata endpoint v4: {@code GET $ECS_CONTAINER_METADATA_URI_V4/task}. */
final class EcsMetadata {

    static final String VARIABLE = "ECS_CONTAINER_METADATA_URI_V4";

    private static final JsonFactory JSON = new JsonFactory();

    private EcsMetadata() {}

    static CompletableFuture<TaskPlacement> placement(@Nullable String endpoint, Duration limit) {
        if (endpoint == null || endpoint.isBlank()) {
            return CompletableFuture.completedFuture(TaskPlacement.unknown());
        }
        return MetadataCall.to("The ECS metadata endpoint", endpoint + "/task", limit)
                .get(EcsMetadata::parse)
                .exceptionally(failure -> TaskPlacement.unknown());
    }

    static TaskPlacement parse(String json) throws IOException {
        Map<String, String> fields = topLevelStrings(json);
        String zone = fields.getOrDefault("AvailabilityZone", TaskPlacement.UNKNOWN);
        String arn = fields.getOrDefault("TaskARN", "");
        String[] arnParts = arn.split(":", -1);
        String family = fields.get("Family");
        return new TaskPlacement(
                arnParts.length > 3 && !arnParts[3].isBlank() ? arnParts[3] : regionOf(zone),
                zone,
                lastPart(fields.getOrDefault("Cluster", "")),
                lastPart(arn),
                family == null ? TaskPlacement.UNKNOWN : family + ":" + fields.getOrDefault("Revision", "?"));
    }

    /** Zone names are the region's name and one letter. */
    static String regionOf(String zone) {
        return zone.matches("[a-z-]+\\d[a-z]") ? zone.substring(0, zone.length() - 1) : TaskPlacement.UNKNOWN;
    }

    private static String lastPart(String arn) {
        String last = arn.substring(arn.lastIndexOf('/') + 1);
        return last.isBlank() ? TaskPlacement.UNKNOWN : last;
    }

    private static Map<String, String> topLevelStrings(String json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue()) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return fields;
    }
}
