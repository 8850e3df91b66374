package io.mangaassist.examples;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as it takes to see which metrics and labels an expression names. */
final class PromQl {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern WINDOW = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern WORD = Pattern.compile("(?<![\\w:$])[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[\\w:])");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "inf", "nan");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        String rest = STRING.matcher(expression).replaceAll("");
        rest = WINDOW.matcher(rest).replaceAll(" ");
        rest = GROUPING.matcher(rest).replaceAll(" ");
        rest = rest.replaceAll("\\{[^}]*}", " ");
        Set<String> metrics = new TreeSet<>();
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            metrics.add(word.group());
        }
        metrics.removeIf(found -> OPERATORS.contains(found.toLowerCase(java.util.Locale.ROOT)));
        return metrics;
    }

    /** The labels by which an expression selects, by metric. */
    static Map<String, Set<String>> labels(String expression) {
        String rest = STRING.matcher(expression).replaceAll("0");
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(rest);
        while (selector.find()) {
            Matcher label = LABEL.matcher(selector.group(2));
            while (label.find()) {
                labels.computeIfAbsent(String.valueOf(selector.group(1)), metric -> new TreeSet<>())
                        .add(label.group(1));
            }
        }
        return labels;
    }

    /** The values that a label is compared with; of patterns, their alternatives. */
    static Set<String> values(String expression, String label) {
        Set<String> values = new TreeSet<>();
        Matcher found =
                Pattern.compile("\\b" + label + "(?:=~|!~|!=|=)\"([^\"]*)\"").matcher(expression);
        while (found.find()) {
            values.addAll(Set.of(found.group(1).split("\\|")));
        }
        return values;
    }
}
