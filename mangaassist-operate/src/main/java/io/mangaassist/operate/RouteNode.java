package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON file, read leniently: what is absent or of another type is empty, never an error. Immutable. */
record RouteNode(@Nullable Object value) {

    static final RouteNode NONE = new RouteNode(null);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads a file of which the root is an object. */
    static RouteNode read(Path file) {
        try (JsonParser parser = FACTORY.createParser(Files.newInputStream(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RouteInputException(file + ": not a JSON object");
            }
            return new RouteNode(tree(parser));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new RouteInputException(file + ", line " + line + ": not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new RouteInputException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static @Nullable Object tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            members.put(name, tree(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(tree(parser));
        }
        return elements;
    }

    /** Returns a member; nothing if this is no object or has none of that name. */
    RouteNode get(String member) {
        return value instanceof Map<?, ?> members ? new RouteNode(members.get(member)) : NONE;
    }

    /** Returns an element; nothing if this is no array or shorter. */
    RouteNode at(int index) {
        return value instanceof List<?> elements && index < elements.size() ? new RouteNode(elements.get(index)) : NONE;
    }

    List<RouteNode> elements() {
        List<RouteNode> nodes = new ArrayList<>();
        if (value instanceof List<?> elements) {
            elements.forEach(element -> nodes.add(new RouteNode(element)));
        }
        return nodes;
    }

    /** Returns a string or the text of a number; empty for everything else. */
    String text() {
        return value instanceof String text ? text : "";
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    boolean isAbsent() {
        return value == null;
    }

    /** Does it say {@code true} anywhere? In {@code after_unknown} that is: is any part of it unknown? */
    boolean hasTrue() {
        if (value instanceof Map<?, ?> members) {
            return members.values().stream().anyMatch(member -> new RouteNode(member).hasTrue());
        }
        return isTrue() || elements().stream().anyMatch(RouteNode::hasTrue);
    }
}
