package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a JSON file, read leniently: what is absent or of another type is empty, never an error. Immutable. */
record RouteNode(@Nullable Object value) {

    static final RouteNode NONE = new RouteNode(null);

    /** Reads a file of which the root is an object. */
    static RouteNode read(Path file) {
        try {
            Object root = Json.parse(Files.readString(file));
            if (root instanceof Map<?, ?>) {
                return new RouteNode(root);
            }
            throw new RouteInputException(file + ": not a JSON object");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new RouteInputException(file + ", line " + line + ": not JSON: " + e.getOriginalMessage());
        } catch (FileSystemException | CharacterCodingException e) {
            throw new RouteInputException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (IOException e) {
            throw new RouteInputException(file + ": not JSON: " + e.getMessage());
        }
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
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value instanceof String || value instanceof Double ? String.valueOf(value) : "";
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
