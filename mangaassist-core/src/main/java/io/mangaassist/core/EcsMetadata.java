package io.mangaassist.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a placement from the ECS task metadata endpoint v4: {@code GET $ECS_CONTAINER_METADATA_URI_V4/task}. */
final class EcsMetadata {

    static final String VARIABLE = "ECS_CONTAINER_METADATA_URI_V4";

    private static final Logger LOG = LoggerFactory.getLogger(EcsMetadata.class);
    private static final JsonFactory JSON = new JsonFactory();

    private EcsMetadata() {}

    static CompletableFuture<TaskPlacement> placement(@Nullable String endpoint, Duration limit) {
        if (endpoint == null || endpoint.isBlank()) {
            return CompletableFuture.completedFuture(TaskPlacement.unknown());
        }
        try {
            return ask(URI.create(endpoint + "/task"), limit);
        } catch (IllegalArgumentException noUri) {
            LOG.warn("{} is not a usable address; the placement is unknown", VARIABLE);
            return CompletableFuture.completedFuture(TaskPlacement.unknown());
        }
    }

    private static CompletableFuture<TaskPlacement> ask(URI task, Duration limit) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build();
        HttpRequest request = HttpRequest.newBuilder(task).timeout(limit).build();
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        return call.thenApply(EcsMetadata::read)
                .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(failure -> {
                    // Ends an exchange whose body never does.
                    call.cancel(true);
                    return missed(reason(failure));
                });
    }

    private static TaskPlacement read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return missed("status " + response.statusCode());
        }
        try {
            return parse(response.body());
        } catch (IOException | RuntimeException noJson) {
            return missed("an answer that is not the expected JSON");
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }

    private static TaskPlacement missed(String reason) {
        LOG.warn("The ECS metadata endpoint gave {}; the placement is unknown", reason);
        return TaskPlacement.unknown();
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
    private static String regionOf(String zone) {
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
