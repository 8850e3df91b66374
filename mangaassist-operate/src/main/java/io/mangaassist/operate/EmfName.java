package io.mangaassist.operate;

import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The CloudWatch name of a meter, parsed from the runbook cell of a catalogue:
 *
 * <pre>
 * MangaAssist/Performance SegmentLatency_{segment}
 * MangaAssist/ConnectionPool QueueDepth Pool={name}+bedrock-runtime
 * ConnectionPool/{pool}/QueueDepth
 * Guardrails/EvaluationDuration
 * CacheWriteLatency
 * </pre>
 *
 * <p>Braces hold a tag of the meter. A dimension with {@code +aggregate} is told twice: by the tag's value, and over all
 * values under the aggregate's. Without white space the part before the last slash is the namespace below
 * {@code MangaAssist}, a home given by the caller if there is none; a tag in it is no part of the namespace, but a
 * dimension.
 */
record EmfName(String namespace, String metric, List<Dimension> dimensions) {

    static final String ROOT = "MangaAssist";
    static final String HOME = ROOT + "/Performance";
    private static final Pattern TAG = Pattern.compile("\\{([^}]+)}");
    private static final Pattern DIMENSION = Pattern.compile("([^=]+)=\\{([^}]+)}(?:\\+(.+))?");

    /** A dimension of which the value is a tag's, and under which name all values together are told. */
    record Dimension(String name, String tag, @Nullable String aggregate) {

        private static Dimension parse(String cell, String word) {
            Matcher parts = DIMENSION.matcher(word);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "A dimension must read Name={tag} or Name={tag}+aggregate: " + word + " in '" + cell + "'");
            }
            return new Dimension(parts.group(1), parts.group(2), parts.group(3));
        }
    }

    static EmfName parse(String cell) {
        return parse(cell, HOME);
    }

    static EmfName parse(String cell, String home) {
        String[] words = cell.trim().split("\\s+", -1);
        if (words.length > 1) {
            List<Dimension> dimensions = Arrays.stream(words, 2, words.length)
                    .map(word -> Dimension.parse(cell, word))
                    .toList();
            return new EmfName(words[0], words[1], dimensions);
        }
        int slash = words[0].lastIndexOf('/');
        if (slash < 0) {
            return new EmfName(home, words[0], List.of());
        }
        String path = words[0].substring(0, slash).replaceAll("/\\{[^}]+}", "");
        String namespace = path.equals(ROOT) || path.startsWith(ROOT + "/") ? path : ROOT + "/" + path;
        return new EmfName(namespace, words[0].substring(slash + 1), List.of());
    }

    EmfName with(List<Dimension> others) {
        return dimensions.isEmpty() ? new EmfName(namespace, metric, others) : this;
    }

    /** Returns where a meter's values go: one key, and one more if there is an aggregate. */
    List<EmfKey> keys(Meter.Id id, String unit) {
        List<EmfKey> keys = new ArrayList<>();
        keys.add(new EmfKey(namespace, values(id, false), fill(id), unit));
        if (dimensions.stream().anyMatch(dimension -> dimension.aggregate() != null)) {
            keys.add(new EmfKey(namespace, values(id, true), fill(id), unit));
        }
        return keys;
    }

    private Map<String, String> values(Meter.Id id, boolean aggregated) {
        return dimensions.stream()
                .collect(Collectors.toMap(
                        Dimension::name, dimension -> value(id, dimension, aggregated), (a, b) -> b, TreeMap::new));
    }

    private static String value(Meter.Id id, Dimension dimension, boolean aggregated) {
        return aggregated && dimension.aggregate() != null ? dimension.aggregate() : tag(id, dimension.tag());
    }

    private String fill(Meter.Id id) {
        return TAG.matcher(metric).replaceAll(match -> Matcher.quoteReplacement(tag(id, match.group(1))));
    }

    private static String tag(Meter.Id id, String key) {
        String value = id.getTag(key);
        return value == null || value.isBlank() ? "unknown" : value;
    }
}
