package io.mangaassist.examples;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.MeterCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ops/} alarms on and shows is what the library emits, or AWS, or a named exporter. */
final class AlarmNamesTest {

    private static final Path TABLE = Path.of("..", "ops", "terraform", "alarms.json");
    /** Tags that the application puts on its registry, and what Prometheus adds. */
    private static final Set<String> COMMON = Set.of("service", "availability_zone", "name", "le", "job", "instance");

    private static final Map<String, Set<String>> SCOPES = Map.of(
            "service", Set.of("service"),
            "pool", Set.of("service", "Pool"),
            "az-host", Set.of("service", "availability_zone", "Host"));

    private final List<Emitted.Metric> emitted = Emitted.cloudWatch();

    @Test
    void every_alarm_of_the_table_is_on_a_metric_that_exists_with_these_dimensions() throws IOException {
        for (JsonTree alarm : alarms()) {
            String namespace = alarm.get("namespace").text();
            String metric = alarm.get("metric").text();
            if (namespace.startsWith("AWS/")) {
                assertThat(OfAws.METRICS.get(namespace))
                        .as("%s: %s", alarm.get("id").text(), namespace)
                        .isNotNull()
                        .contains(metric);
            } else {
                Set<String> scope = SCOPES.get(alarm.get("scope").text());
                assertThat(emitted)
                        .as("%s: %s %s by %s", alarm.get("id").text(), namespace, metric, scope)
                        .anyMatch(each -> each.namespace().equals(namespace)
                                && each.name().equals(metric)
                                && each.dimensions().contains(scope)
                                && each.meter().equals(alarm.get("meter").text()));
            }
        }
    }

    @Test
    void every_alarm_of_the_table_names_a_meter_an_alert_and_a_panel_that_exist() throws IOException {
        Set<String> meters =
                Emitted.catalogue().stream().map(MeterCatalogue.Entry::meter).collect(toSet());
        Set<String> alerts = Rules.rules().stream()
                .filter(Rules.Rule::alert)
                .map(Rules.Rule::name)
                .collect(toSet());
        Set<String> panels = Rules.queries().stream().map(Rules.Query::panel).collect(toSet());

        assertThat(alarms()).isNotEmpty().allSatisfy(alarm -> {
            String id = alarm.get("id").text();
            assertThat(meters).as(id).contains(alarm.get("meter").text());
            assertThat(alerts).as(id).contains(alarm.get("alert").text());
            assertThat(panels).as(id).contains(alarm.get("panel").text());
        });
    }

    @Test
    void the_terraform_module_names_only_metrics_that_exist() throws IOException {
        Set<String> known = new HashSet<>();
        emitted.forEach(each -> known.add(each.namespace() + " " + each.name()));
        OfAws.METRICS.forEach((namespace, metrics) -> metrics.forEach(each -> known.add(namespace + " " + each)));
        Set<String> seen = new HashSet<>();
        try (Stream<Path> files = Files.list(TABLE.getParent())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".tf")).toList()) {
                TerraformMetrics found = TerraformMetrics.of(Files.readString(file));
                assertThat(known).as("metrics in %s", file).containsAll(found.pairs());
                assertThat(found.strangers(known))
                        .as("words in %s that look like metrics", file)
                        .isEmpty();
                seen.addAll(found.pairs());
            }
        }
        assertThat(seen)
                .as("what the test can read")
                .contains(
                        "MangaAssist/Performance RequestLatency",
                        "MangaAssist/ConnectionPool Demand",
                        "AWS/ElastiCache Evictions");
    }

    @Test
    void prometheus_rules_and_panels_name_only_metrics_that_exist() throws IOException {
        Set<String> known = new HashSet<>(Emitted.prometheus().keySet());
        known.addAll(Rules.recorded());
        known.addAll(OfAws.EXPORTED);
        known.add("ALERTS");

        for (Rules.Rule rule : Rules.rules()) {
            assertThat(known).as("rule %s", rule.name()).containsAll(PromQl.metrics(rule.expression()));
        }
        for (Rules.Query query : Rules.queries()) {
            assertThat(known).as("panel %s", query.panel()).containsAll(PromQl.metrics(query.expression()));
        }
    }

    @Test
    void prometheus_rules_and_panels_select_by_labels_that_exist() throws IOException {
        Map<String, Set<String>> samples = Emitted.prometheus();
        Set<String> segments = new HashSet<>(Emitted.segments());
        segments.add("request.*");

        for (String expression : expressions()) {
            PromQl.labels(expression).forEach((metric, labels) -> {
                if (samples.containsKey(metric)) {
                    assertThat(labels)
                            .as(expression)
                            .allMatch(label -> COMMON.contains(label)
                                    || samples.get(metric).contains(label));
                }
            });
            assertThat(segments).as(expression).containsAll(PromQl.values(expression, "segment"));
        }
    }

    private static List<String> expressions() throws IOException {
        return Stream.concat(
                        Rules.rules().stream().map(Rules.Rule::expression),
                        Rules.queries().stream().map(Rules.Query::expression))
                .toList();
    }

    private static List<JsonTree> alarms() throws IOException {
        return JsonTree.parse(Files.readString(TABLE)).get("alarms").list();
    }
}
