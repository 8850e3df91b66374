package io.mangaassist.operate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed JSON object whose members are asked for by type; a member of another type is named in the failure. */
record JsonObject(Map<?, ?> members) {

    static JsonObject parse(String text) throws IOException {
        return of("the document", Json.parse(text));
    }

    static JsonObject of(String what, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(map);
        }
        throw new IOException(what + " is not an object");
    }

    boolean has(String key) {
        return members.get(key) != null;
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        members.keySet().forEach(key -> keys.add(String.valueOf(key)));
        return keys;
    }

    @Nullable
    Object get(String key) {
        return members.get(key);
    }

    String text(String key) throws IOException {
        if (members.get(key) instanceof String text) {
            return text;
        }
        throw new IOException("\"" + key + "\" is not a text");
    }

    String text(String key, String otherwise) throws IOException {
        return has(key) ? text(key) : otherwise;
    }

    /** Returns a number that is finite and not negative: times, counts and sizes are. */
    double number(String key) throws IOException {
        return positive(key, members.get(key));
    }

    JsonObject object(String key) throws IOException {
        return of("\"" + key + "\"", members.get(key));
    }

    List<Object> list(String key) throws IOException {
        if (members.get(key) instanceof List<?> list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : list) {
                if (element == null) {
                    throw new IOException("\"" + key + "\" holds a null");
                }
                elements.add(element);
            }
            return elements;
        }
        throw new IOException("\"" + key + "\" is not a list");
    }

    double[] numbers(String key) throws IOException {
        List<Object> list = list(key);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = positive(key, list.get(i));
        }
        return numbers;
    }

    private static double positive(String key, @Nullable Object value) throws IOException {
        if (value instanceof Number number && Double.isFinite(number.doubleValue()) && number.doubleValue() >= 0) {
            return number.doubleValue();
        }
        throw new IOException("\"" + key + "\" is not a number >= 0: " + value);
    }
}
