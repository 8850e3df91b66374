package io.mangaassist.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules and the dashboard in {@code ops/}, as far as their expressions go. */
final class Rules {

    static final Path FILE = Path.of("..", "ops", "prometheus", "rules.yml");
    static final Path DASHBOARD = Path.of("..", "ops", "grafana", "mangaassist.json");

    /** One recording or alerting rule. */
    record Rule(boolean alert, String name, String expression) {}

    /** One query of a panel. */
    record Query(String panel, String expression) {}

    private Rules() {}

    static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("- record: ") || line.startsWith("- alert: ")) {
                String name = line.substring(line.indexOf(':') + 2);
                rules.add(new Rule(line.startsWith("- alert: "), name, expression(lines, i + 1)));
            }
        }
        return rules;
    }

    private static String expression(List<String> lines, int at) {
        String first = lines.get(at).strip();
        if (!first.startsWith("expr: ")) {
            throw new AssertionError("a rule's second line is its expression: " + first);
        }
        if (!first.equals("expr: |")) {
            return first.substring("expr: ".length());
        }
        int indent = lines.get(at + 1).indexOf(lines.get(at + 1).strip());
        return lines.subList(at + 1, lines.size()).stream()
                .takeWhile(line ->
                        line.length() > indent && line.substring(0, indent).isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    static Set<String> recorded() throws IOException {
        return rules().stream().filter(rule -> !rule.alert()).map(Rule::name).collect(Collectors.toSet());
    }

    static Set<Query> queries() throws IOException {
        Set<Query> queries = new LinkedHashSet<>();
        JsonTree.parse(Files.readString(DASHBOARD)).objects(panel -> {
            if (panel.has("targets")) {
                panel.get("targets").list().stream()
                        .filter(target -> target.has("expr"))
                        .forEach(target -> queries.add(new Query(
                                panel.get("title").text(), target.get("expr").text())));
            }
        });
        return queries;
    }
}
