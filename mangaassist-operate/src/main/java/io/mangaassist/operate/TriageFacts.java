package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known beside the latencies. Immutable. */
public final class TriageFacts {

    private static final TriageFacts NONE = new TriageFacts(Map.of());

    private final Map<Fact, Double> values;

    private TriageFacts(Map<Fact, Double> values) {
        this.values = values;
    }

    /**
     * Returns no facts.
     *
     * @return the one instance
     */
    public static TriageFacts none() {
        return NONE;
    }

    /**
     * Returns these facts and one more.
     *
     * @param fact one that is a number
     * @param value finite and not negative
     * @return the facts
     */
    public TriageFacts with(Fact fact, double value) {
        Checks.check(!fact.isFlag(), fact.key(), "true or false", value);
        Checks.check(value >= 0 && value < Double.POSITIVE_INFINITY, fact.key(), ">= 0 and finite", value);
        return plus(fact, value);
    }

    /**
     * Returns these facts and one more.
     *
     * @param fact one that is true or false
     * @param value what is so
     * @return the facts
     */
    public TriageFacts with(Fact fact, boolean value) {
        Checks.check(fact.isFlag(), fact.key(), "a number of " + fact.unit(), value);
        return plus(fact, value ? 1 : 0);
    }

    private TriageFacts plus(Fact fact, double value) {
        Map<Fact, Double> more = new EnumMap<>(Fact.class);
        more.putAll(values);
        more.put(fact, value);
        return new TriageFacts(more);
    }

    /**
     * Reads facts from a JSON object such as {@code {"prompt-tokens": 5200, "write-awaited": true}}.
     *
     * @param name what to call the text in messages
     * @param json the text
     * @return the facts
     * @throws LatencyFileException if it is none, or holds what is no fact
     */
    public static TriageFacts parse(String name, String json) {
        try {
            TriageFacts facts = none();
            JsonObject object = JsonObject.parse(json);
            for (String key : object.keys()) {
                facts = facts.with(key, String.valueOf(object.get(key)));
            }
            return facts;
        } catch (IOException | IllegalArgumentException wrong) {
            throw new LatencyFileException(
                    name + " cannot be read: "
                            + String.valueOf(wrong.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    wrong);
        }
    }

    /** Returns these facts and others, which win. */
    TriageFacts and(TriageFacts others) {
        Map<Fact, Double> more = new EnumMap<>(Fact.class);
        more.putAll(values);
        more.putAll(others.values);
        return new TriageFacts(more);
    }

    /** Adds a fact as it is written on a command line. */
    TriageFacts with(String key, String value) {
        Fact fact = fact(key);
        if (fact.isFlag()) {
            Checks.check(value.equals("true") || value.equals("false"), key, "true or false", value);
            return with(fact, value.equals("true"));
        }
        try {
            return with(fact, Double.parseDouble(value));
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(key + " must be a number of " + fact.unit() + ", was " + value, none);
        }
    }

    private static Fact fact(String key) {
        try {
            return Fact.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("'" + key + "' is no fact", none);
        }
    }

    Optional<Double> get(Fact fact) {
        return Optional.ofNullable(values.get(fact));
    }

    @Override
    public String toString() {
        return "TriageFacts" + values;
    }
}
