package io.mangaassist.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JSON text as maps, lists, strings, doubles and booleans. */
record JsonTree(@Nullable Object value) {

    private static final JsonFactory FACTORY = new JsonFactory();

    static JsonTree parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new JsonTree(read(parser));
        } catch (IOException broken) {
            throw new UncheckedIOException("not JSON: " + text.substring(0, Math.min(80, text.length())), broken);
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                return members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                return elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return parser.getDoubleValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.getText();
            }
        }
    }

    JsonTree get(String member) {
        return new JsonTree(((Map<?, ?>) Objects.requireNonNull(value)).get(member));
    }

    List<JsonTree> list() {
        return ((List<?>) Objects.requireNonNull(value))
                .stream().<JsonTree>map(JsonTree::new).toList();
    }

    String text() {
        return String.valueOf(value);
    }

    /** Tells every object of the tree, the outer ones first. */
    void objects(Consumer<JsonTree> visitor) {
        if (value instanceof Map<?, ?> members) {
            visitor.accept(this);
            members.values().forEach(member -> new JsonTree(member).objects(visitor));
        } else if (value instanceof List<?> elements) {
            elements.forEach(element -> new JsonTree(element).objects(visitor));
        }
    }

    boolean has(String member) {
        return value instanceof Map<?, ?> members && members.containsKey(member);
    }
}
