package io.mangaassist.guardrails;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy file says. JSON, with comments and trailing commas allowed; unknown names are problems, because a
 * misspelt setting of a guardrail must not be an ignored one.
 */
record RuleFile(List<GuardRule> rules, Replacements replacements) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static RuleFile parse(String name, String json) {
        Reader reader = new Reader(name);
        try (JsonParser parser = JSON.createParser(json)) {
            reader.file(parser);
        } catch (JsonProcessingException e) {
            reader.problem(
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    "",
                    "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (!reader.problems.isEmpty()) {
            throw new PolicyException(reader.problems);
        }
        return new RuleFile(List.copyOf(reader.rules), Replacements.of(reader.replacements));
    }

    /** One pass over one file. */
    private static final class Reader {

        private final String name;
        private final List<PolicyProblem> problems = new ArrayList<>();
        private final List<GuardRule> rules = new ArrayList<>();
        private final Map<String, Integer> ids = new HashMap<>();
        private final Map<String, String> replacements = new LinkedHashMap<>();

        Reader(String name) {
            this.name = name;
        }

        void problem(int line, String rule, String reason) {
            problems.add(new PolicyProblem(name, line, rule, reason));
        }

        void file(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problem(1, "", "must be an object with a list named 'rules'");
                return;
            }
            boolean hasRules = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("rules") && value == JsonToken.START_ARRAY) {
                    hasRules = true;
                    rules(parser);
                } else if (field.equals("replacements") && value == JsonToken.START_OBJECT) {
                    replacements(parser);
                } else if (!field.equals("description") || value != JsonToken.VALUE_STRING) {
                    problem(line(parser), "", "'" + field + "' is not a setting of a policy, or of the wrong kind");
                    parser.skipChildren();
                }
            }
            if (!hasRules) {
                problem(1, "", "has no list named 'rules'");
            }
        }

        private void rules(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    problem(line(parser), "", "a rule must be an object");
                    parser.skipChildren();
                    continue;
                }
                RuleDraft draft = RuleDraft.read(parser, line(parser));
                Integer first = draft.id.isEmpty() ? null : ids.putIfAbsent(draft.id, draft.line);
                if (first != null) {
                    draft.problem(draft.line, "has the id of the rule in line " + first);
                }
                draft.problems.forEach(p -> problem(p.line(), draft.id, p.reason()));
                draft.finish().ifPresent(rules::add);
            }
        }

        private void replacements(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String locale = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING
                        && !parser.getText().isBlank()) {
                    replacements.put(locale, parser.getText());
                } else {
                    problem(line(parser), "", "the replacement for '" + locale + "' must be a text");
                    parser.skipChildren();
                }
            }
        }

        private static int line(JsonParser parser) {
            return parser.currentTokenLocation().getLineNr();
        }
    }
}
