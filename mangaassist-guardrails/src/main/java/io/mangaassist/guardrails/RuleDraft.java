package io.mangaassist.guardrails;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule while it is read: collects values and every problem with them. */
final class RuleDraft {

    private static final int LONGEST_LITERAL = 200;

    /** A problem and its line. */
    record Problem(int line, String reason) {}

    final int line;
    final List<Problem> problems = new ArrayList<>();
    String id = "";
    private String category = "general";
    private Severity severity = Severity.MEDIUM;
    private @Nullable RuleAction action;
    private final List<String> literals = new ArrayList<>();

    private @Nullable String pattern;
    private int patternLine;
    private boolean word;
    private boolean spaced;
    private @Nullable FailureMode failureMode;

    private RuleDraft(int line) {
        this.line = line;
    }

    static RuleDraft read(JsonParser parser, int line) throws IOException {
        RuleDraft draft = new RuleDraft(line);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            draft.field(field, parser);
        }
        draft.check();
        return draft;
    }

    void problem(int atLine, String reason) {
        problems.add(new Problem(atLine, reason));
    }

    Optional<GuardRule> finish() {
        if (!problems.isEmpty() || action == null) {
            return Optional.empty();
        }
        return Optional.of(
                new GuardRule(id, category, severity, action, literals, pattern, word, spaced, failureMode, line));
    }

    private void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "id" -> id = text(field, parser, "");
            case "category" -> category = text(field, parser, category);
            case "severity" -> severity = oneOf(field, parser, Severity.values(), severity);
            case "action" -> action = oneOf(field, parser, RuleAction.values(), RuleAction.BLOCK);
            case "literals" -> literals(parser);
            case "pattern" -> {
                pattern = text(field, parser, "");
                patternLine = line(parser);
            }
            case "word" -> word = flag(field, parser);
            case "spaced" -> spaced = flag(field, parser);
            case "failureMode" -> failureMode = oneOf(field, parser, FailureMode.values(), FailureMode.CLOSED);
            default -> {
                problem(line(parser), "'" + field + "' is not a setting of a rule");
                parser.skipChildren();
            }
        }
    }

    private void check() {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
            problem(line, "'id' must be 1 to 80 letters, digits, dots, dashes or underscores");
        }
        if (action == null) {
            problem(line, "'action' must be one of block, mask, flag");
        }
        if (literals.isEmpty() == (pattern == null)) {
            problem(line, "must have either 'literals' or 'pattern'");
        }
        if (pattern != null) {
            RulePattern.problem(pattern, action).ifPresent(reason -> problem(patternLine, reason));
        }
        if (pattern != null && (word || spaced)) {
            problem(patternLine, "'word' and 'spaced' are for literals");
        }
    }

    private void literals(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            problem(line(parser), "'literals' must be a list of texts");
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                problem(line(parser), "'literals' must be a list of texts");
                parser.skipChildren();
                continue;
            }
            literal(parser.getText(), line(parser));
        }
    }

    private void literal(String text, int atLine) {
        int symbols = Literal.symbols(text).length;
        if (symbols == 0 || text.isBlank()) {
            problem(atLine, "a literal must not be blank, also after folding");
        } else if (symbols > LONGEST_LITERAL) {
            problem(atLine, "a literal must be at most " + LONGEST_LITERAL + " symbols long, was " + symbols);
        } else {
            literals.add(text);
        }
    }

    private String text(String field, JsonParser parser, String fallback) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        problem(line(parser), "'" + field + "' must be a text");
        parser.skipChildren();
        return fallback;
    }

    private boolean flag(String field, JsonParser parser) throws IOException {
        if (parser.currentToken() != null && parser.currentToken().isBoolean()) {
            return parser.getBooleanValue();
        }
        problem(line(parser), "'" + field + "' must be true or false");
        parser.skipChildren();
        return false;
    }

    private <E extends Enum<E>> E oneOf(String field, JsonParser parser, E[] values, E fallback) throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
        List<String> names = new ArrayList<>();
        for (E value : values) {
            names.add(value.name().toLowerCase(Locale.ROOT));
            if (names.get(names.size() - 1).equals(text)) {
                return value;
            }
        }
        problem(line(parser), "'" + field + "' must be one of " + String.join(", ", names));
        parser.skipChildren();
        return fallback;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
