package io.mangaassist.examples;

import io.mangaassist.core.InstanceMeters;
import io.mangaassist.core.MeterCatalogue;
import io.mangaassist.core.Segment;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.operate.EmfMeterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the library emits, found by putting every published meter on the real registries. */
final class Emitted {

    static final List<String> ROOMS = List.of("core", "dns", "pool", "cache", "guardrails", "operate");

    static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? .*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");

    /**
     * A metric as CloudWatch would list it.
     *
     * @param dimensions the sets of dimensions under which it is told
     * @param own what its own dimensions are, beside service and zone
     * @param meter the meter that feeds it
     */
    record Metric(String namespace, String name, Set<Set<String>> dimensions, Map<String, String> own, String meter) {}

    private static final List<Metric> CLOUD_WATCH = allOfCloudWatch();

    private Emitted() {}

    static List<Metric> cloudWatch() {
        return CLOUD_WATCH;
    }

    static List<MeterCatalogue.Entry> catalogue() {
        List<MeterCatalogue.Entry> all = new ArrayList<>();
        for (String room : ROOMS) {
            all.addAll(MeterCatalogue.read(room, MeterCatalogue.class.getClassLoader())
                    .orElseThrow(() -> new AssertionError("The room " + room + " publishes no catalogue")));
        }
        return all;
    }

    /** The names of the segments that core defines. */
    static Set<String> segments() {
        return Arrays.stream(Segment.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Segment.class)
                .map(Emitted::segment)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String segment(Field field) {
        try {
            return ((Segment) field.get(null)).name();
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("a public constant", impossible);
        }
    }

    private static List<Metric> allOfCloudWatch() {
        List<Metric> metrics = new ArrayList<>();
        for (MeterCatalogue.Entry entry : catalogue()) {
            List<String> documents = new ArrayList<>();
            EmfMeterRegistry registry = EmfMeterRegistry.builder("manga-assist")
                    .placement(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"))
                    .sink(documents::add)
                    .meterRegistry(new SimpleMeterRegistry())
                    .build();
            record(entry, registry);
            registry.close();
            documents.forEach(document -> addAll(metrics, JsonTree.parse(document), entry.meter()));
        }
        return metrics;
    }

    private static void addAll(List<Metric> metrics, JsonTree document, String meter) {
        for (JsonTree directive : document.get("_aws").get("CloudWatchMetrics").list()) {
            Set<Set<String>> sets = new HashSet<>();
            Map<String, String> own = new TreeMap<>();
            for (JsonTree set : directive.get("Dimensions").list()) {
                Set<String> keys =
                        set.list().stream().map(JsonTree::text).collect(Collectors.toCollection(TreeSet::new));
                keys.forEach(key -> own.put(key, document.get(key).text()));
                sets.add(keys);
            }
            own.keySet().removeAll(Set.of("service", "availability_zone"));
            for (JsonTree metric : directive.get("Metrics").list()) {
                metrics.add(new Metric(
                        directive.get("Namespace").text(), metric.get("Name").text(), sets, Map.copyOf(own), meter));
            }
        }
    }

    /** Prometheus's sample names, each with its labels. */
    static Map<String, Set<String>> prometheus() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MetricsSetup.prepare(registry, TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"));
        catalogue().forEach(entry -> record(entry, registry));
        Map<String, Set<String>> samples = new HashMap<>();
        registry.scrape().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Set<String> labels = samples.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        });
        registry.close();
        return samples;
    }

    /** As the rooms do it themselves. */
    private static void record(MeterCatalogue.Entry entry, MeterRegistry registry) {
        InstanceMeters meters = InstanceMeters.create(registry, entry.meter(), "default");
        if (entry.meter().equals("mangaassist.segment")) {
            segments()
                    .forEach(segment -> meters.timer(entry, segment, "success").record(Duration.ofMillis(1)));
            return;
        }
        Map<String, String> known = Map.of("pool", "sonnet", "host", HOST, "outcome", "success");
        String[] tags = entry.tags().stream()
                .map(key -> known.getOrDefault(key, "some"))
                .toArray(String[]::new);
        switch (entry.kind()) {
            case TIMER -> meters.timer(entry, tags).record(Duration.ofMillis(1));
            case COUNTER -> meters.counter(entry, tags).increment();
            case SUMMARY -> meters.summary(entry, tags).record(1);
            case GAUGE -> meters.gauge(entry, new AtomicLong(1), AtomicLong::get, tags);
        }
    }
}
