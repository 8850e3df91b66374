package io.mangaassist.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads questions, one JSON object a line. What is wrong is told with file, line and reason. */
final class QuestionsFile {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Set<String> ids = new HashSet<>();
    private int line;

    private QuestionsFile(Path file) {
        this.file = file;
    }

    static List<Question> read(Path file) {
        return new QuestionsFile(file).questions();
    }

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String text : lines()) {
            line++;
            if (!text.isBlank()) {
                questions.add(question(text));
            }
        }
        if (questions.isEmpty()) {
            throw new UsageException(file + ": holds no question");
        }
        return List.copyOf(questions);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new UsageException(file + ": no such file; --data names the folder", missing);
        } catch (CharacterCodingException notText) {
            throw new UsageException(file + ": is not UTF-8 text", notText);
        } catch (IOException unreadable) {
            throw new UsageException(file + ": cannot be read (" + unreadable.getMessage() + ")", unreadable);
        }
    }

    private Question question(String text) {
        Map<String, String> fields = fields(text);
        String id = required(fields, "id");
        if (!ids.add(id)) {
            throw wrong("the id " + id + " stands twice");
        }
        return new Question(
                id,
                Locale.forLanguageTag(oneOf(fields, "lang", "ja", "en")),
                required(fields, "intent"),
                oneOf(fields, "complexity", "simple", "complex").equals("complex"),
                required(fields, "text"),
                required(fields, "answer"));
    }

    private String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isBlank()) {
            throw wrong("the field \"" + name + "\" is missing or blank");
        }
        return value;
    }

    private String oneOf(Map<String, String> fields, String name, String first, String second) {
        String value = required(fields, name);
        if (!value.equals(first) && !value.equals(second)) {
            throw wrong("the field \"" + name + "\" must be " + first + " or " + second);
        }
        return value;
    }

    private Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!parser.nextToken().isScalarValue()) {
                    throw wrong("the field \"" + name + "\" must be text");
                }
                fields.put(name, parser.getText());
            }
            if (parser.nextToken() != null) {
                throw wrong("text after the object");
            }
        } catch (JsonProcessingException malformed) {
            throw wrong("no JSON at column " + malformed.getLocation().getColumnNr());
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot fail to be read", impossible);
        }
        return fields;
    }

    private UsageException wrong(String reason) {
        return new UsageException(file + ":" + line + ": " + reason);
    }
}
