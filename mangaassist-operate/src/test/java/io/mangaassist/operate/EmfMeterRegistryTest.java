package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EmfMeterRegistryTest {

    private static final String PERFORMANCE = "MangaAssist/Performance";

    @Test
    void segments_are_told_under_the_runbooks_names_by_values_and_counts() {
        EmfHarness emf = new EmfHarness();
        for (int i = 0; i < 30; i++) {
            segment(emf, "bedrock-invoke", "success").record(Duration.ofMillis(800));
        }
        segment(emf, "bedrock-invoke", "timeout").record(Duration.ofMillis(2_400));

        SortedMap<Double, Long> values = emf.values(PERFORMANCE, "SegmentLatency_bedrock-invoke");

        assertThat(values.values()).as("outcomes are joined").containsExactly(30L, 1L);
        assertThat(values.firstKey()).isCloseTo(800, within(800 * 0.008));
        assertThat(values.lastKey()).isCloseTo(2_400, within(2_400 * 0.008));
    }

    @Test
    void a_p95_made_of_the_told_values_is_the_true_one_within_one_percent() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        EmfHarness emf = new EmfHarness();
        double[] truth = new double[20_000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = Math.exp(random.nextGaussian() * 0.6 + 6);
            segment(emf, "bedrock-invoke", "success").record(Duration.ofNanos((long) (truth[i] * 1e6)));
        }
        Arrays.sort(truth);

        List<EmfHarness.Document> documents = emf.documents();
        SortedMap<Double, Long> told = emf.values(PERFORMANCE, "SegmentLatency_bedrock-invoke");

        assertThat(percentile(told, 0.95)).as("seed %d", seed).isCloseTo(truth[18_999], within(truth[18_999] * 0.01));
        assertThat(told.values().stream().mapToLong(Long::longValue).sum())
                .as("nothing lost or doubled")
                .isEqualTo(20_000);
        assertThat(documents)
                .as("more than 100 values go on in further documents")
                .hasSizeGreaterThan(1);
        assertThat(documents)
                .allSatisfy(d ->
                        assertThat(d.values("SegmentLatency_bedrock-invoke")).hasSizeLessThanOrEqualTo(100));
    }

    private static double percentile(Map<Double, Long> values, double p) {
        long rank = (long) Math.ceil(
                p * values.values().stream().mapToLong(Long::longValue).sum());
        for (Map.Entry<Double, Long> each : values.entrySet()) {
            rank -= each.getValue();
            if (rank <= 0) {
                return each.getKey();
            }
        }
        throw new AssertionError("no values");
    }

    @Test
    void what_was_turned_away_or_abandoned_does_not_flatter_the_latency() {
        EmfHarness emf = new EmfHarness();
        segment(emf, "vector-search", "success").record(Duration.ofMillis(60));
        segment(emf, "vector-search", "rejected").record(Duration.ofMillis(0));
        segment(emf, "vector-search", "cancelled").record(Duration.ofMillis(1));

        assertThat(emf.values(PERFORMANCE, "SegmentLatency_vector-search")).hasSize(1);
    }

    @Test
    void requests_give_the_error_rate_as_an_average_that_is_right_over_all_tasks() {
        EmfHarness emf = new EmfHarness();
        Segments segments = Segments.of(emf.registry);
        for (int i = 0; i < 88; i++) {
            segments.start(Segment.REQUEST).stop(Outcome.SUCCESS);
        }
        for (int i = 0; i < 12; i++) {
            segments.start(Segment.REQUEST).stop(i % 2 == 0 ? Outcome.TIMEOUT : Outcome.REJECTED);
        }
        segments.start(Segment.REQUEST).stop(Outcome.CANCELLED);

        assertThat(emf.values("MangaAssist/Errors", "Rate"))
                .containsExactly(Map.entry(0.0, 88L), Map.entry(100.0, 12L));
        assertThat(emf.values(PERFORMANCE, "RequestLatency").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(94);
    }

    @Test
    void every_metric_is_told_for_the_service_and_for_its_zone_but_never_for_the_task() {
        EmfHarness emf = new EmfHarness(b -> b.placement(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a")));
        segment(emf, "request", "success").record(Duration.ofMillis(1));

        assertThat(emf.documents()).isNotEmpty().allSatisfy(document -> {
            assertThat(document.dimensions())
                    .containsExactly(List.of("service"), List.of("service", "availability_zone"));
            assertThat(document.root().get("service")).isEqualTo("manga-assist");
            assertThat(document.root().get("availability_zone")).isEqualTo("ap-northeast-1a");
            assertThat(document.root().containsKey("task")).isFalse();
        });
    }

    @Test
    void a_set_of_dimensions_that_needs_what_is_unknown_is_left_out() {
        EmfHarness emf = new EmfHarness();
        segment(emf, "request", "success").record(Duration.ofMillis(1));

        assertThat(emf.documents()).allSatisfy(d -> assertThat(d.dimensions()).containsExactly(List.of("service")));
    }

    @Test
    void pools_stand_alone_and_together() {
        EmfHarness emf = new EmfHarness(b -> b.map(
                "mangaassist.pool.queue.depth", "MangaAssist/ConnectionPool QueueDepth Pool={name}+bedrock-runtime"));
        Gauge.builder("mangaassist.pool.queue.depth", () -> 45)
                .baseUnit("requests")
                .tags("name", "sonnet")
                .register(emf.registry);
        Gauge.builder("mangaassist.pool.queue.depth", () -> 3)
                .baseUnit("requests")
                .tags("name", "haiku")
                .register(emf.registry);

        Map<String, Object> depths = new TreeMap<>();
        emf.documents()
                .forEach(d -> depths.put(
                        String.valueOf(d.root().get("Pool")),
                        String.valueOf(d.root().get("QueueDepth"))));

        assertThat(depths).isEqualTo(Map.of("sonnet", "45.0", "haiku", "3.0", "bedrock-runtime", "48.0"));
    }

    @Test
    void the_catalogues_of_the_rooms_on_the_class_path_name_their_meters() {
        EmfHarness emf = new EmfHarness(b -> b.placement(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a")));
        Gauge.builder("mangaassist.pool.permits.active", () -> 10)
                .baseUnit("permits")
                .tags("name", "default", "pool", "sonnet")
                .register(emf.registry);
        emf.registry
                .timer("mangaassist.dns.resolve", "name", "default", "host", "bedrock-runtime", "outcome", "hit")
                .record(Duration.ofMillis(3));

        assertThat(emf.documents())
                .extracting(d ->
                        d.namespace() + " " + d.metrics() + " " + d.dimensions().get(1))
                .containsExactlyInAnyOrder(
                        "MangaAssist/ConnectionPool [ActiveConnections] [service, availability_zone, Pool]",
                        "MangaAssist/ConnectionPool [ActiveConnections] [service, availability_zone, Pool]",
                        "MangaAssist/VPCEndpoints [DNSResolutionLatency] [service, availability_zone, Host]");
        assertThat(emf.written.toString())
                .contains("\"Pool\":\"sonnet\"", "\"Pool\":\"bedrock-runtime\"", "\"Host\":\"bedrock-runtime\"");
    }

    @Test
    void percentages_stand_side_by_side_instead_of_being_added() {
        EmfHarness emf = new EmfHarness(b -> b.map("pool.use", "MangaAssist/Performance ConnectionPoolUtilization"));
        Gauge.builder("pool.use", () -> 90)
                .baseUnit("percent")
                .tags("name", "a")
                .register(emf.registry);
        Gauge.builder("pool.use", () -> 50)
                .baseUnit("percent")
                .tags("name", "b")
                .register(emf.registry);

        assertThat(emf.values(PERFORMANCE, "ConnectionPoolUtilization"))
                .containsExactly(Map.entry(50.0, 1L), Map.entry(90.0, 1L));
    }

    @Test
    void counts_are_told_once_and_zero_too() {
        EmfHarness emf = new EmfHarness(b -> b.map("failures", "CacheWriteFailure"));
        Counter failures = emf.registry.counter("failures", "fault", "timeout");
        failures.increment(7);
        emf.registry.publish();
        emf.registry.publish();
        failures.increment();

        List<String> told = emf.documents().stream()
                .map(d -> String.valueOf(d.root().get("CacheWriteFailure")))
                .toList();

        assertThat(told).containsExactly("7.0", "0.0", "1.0");
    }

    @Test
    void a_count_that_somebody_else_keeps_is_told_by_its_growth() {
        EmfHarness emf = new EmfHarness(b -> b.map("evictions", "Evictions"));
        AtomicInteger evictions = new AtomicInteger(5);
        emf.registry.more().counter("evictions", Tags.empty(), evictions);
        emf.registry.publish();
        evictions.set(8);

        assertThat(emf.values(PERFORMANCE, "Evictions").keySet()).containsExactly(3.0, 5.0);
    }

    @Test
    void gauges_that_are_no_number_are_left_out() {
        EmfHarness emf = new EmfHarness(b -> b.map("g", "G"));
        Gauge.builder("g", () -> Double.NaN).register(emf.registry);
        Gauge.builder("g", () -> Double.POSITIVE_INFINITY).tags("k", "v").register(emf.registry);

        assertThat(emf.documents()).isEmpty();
    }

    @Test
    void more_than_a_hundred_metrics_go_on_in_the_next_document() {
        EmfHarness emf = new EmfHarness(b -> b.map("many", "Many_{kind}"));
        for (int i = 0; i < 250; i++) {
            emf.registry.counter("many", "kind", "k" + i).increment();
        }

        List<EmfHarness.Document> documents = emf.documents();

        assertThat(documents).extracting(d -> d.metrics().size()).containsExactly(100, 100, 50);
        assertThat(documents.stream().flatMap(d -> d.metrics().stream())).doesNotHaveDuplicates();
    }

    @Test
    void no_document_has_more_than_thirty_dimensions() {
        EmfHarness emf = new EmfHarness(b -> b.otherMeters("MangaAssist/Other"));
        Tags tags = Tags.empty();
        for (int i = 0; i < 40; i++) {
            tags = tags.and("k" + i, "v");
        }
        emf.registry.counter("wide", tags).increment();

        assertThat(emf.documents())
                .hasSize(1)
                .allSatisfy(d -> assertThat(d.dimensions())
                        .allSatisfy(set -> assertThat((List<?>) set).hasSizeLessThanOrEqualTo(30)));
    }

    @Test
    void meters_without_a_name_are_sent_only_on_request() {
        EmfHarness silent = new EmfHarness();
        silent.registry.counter("jvm.gc", "cause", "x").increment();
        EmfHarness chatty = new EmfHarness(b -> b.otherMeters("MangaAssist/Other"));
        chatty.registry.counter("jvm.gc", "cause", "x").increment();

        assertThat(silent.documents()).isEmpty();
        assertThat(chatty.documents()).singleElement().satisfies(d -> {
            assertThat(d.namespace()).isEqualTo("MangaAssist/Other");
            assertThat(d.root().get("jvm.gc")).isEqualTo(1.0);
            assertThat(d.root().get("cause")).isEqualTo("x");
        });
    }

    @Test
    void a_removed_meter_is_told_once_more_and_then_no_more() {
        EmfHarness emf = new EmfHarness();
        Timer timer = segment(emf, "cache-write", "success");
        timer.record(Duration.ofMillis(3));
        emf.registry.remove(timer);
        emf.registry.publish();
        timer.record(Duration.ofMillis(4));

        assertThat(emf.values(PERFORMANCE, "SegmentLatency_cache-write").values())
                .as("what was recorded before the removal, and nothing after")
                .containsExactly(1L);
    }

    @Test
    void bad_settings_are_refused_by_name() {
        assertThatThrownBy(() -> EmfMeterRegistry.builder("x").queueLimit(0).build())
                .hasMessage("queueLimit must be > 0, was 0");
        assertThatThrownBy(() -> EmfMeterRegistry.builder(" ").build())
                .hasMessageStartingWith("service must be not blank");
        assertThatThrownBy(() -> EmfMeterRegistry.builder("x").agent("h", 70_000))
                .hasMessageStartingWith("port must be");
        assertThatThrownBy(() -> EmfMeterRegistry.builder("x")
                        .dimensionSets(List.of(List.of("user")))
                        .build())
                .hasMessageStartingWith("dimensionSets must be made of service and");
        assertThatThrownBy(() -> EmfMeterRegistry.builder("x").map("m", "A B C").build())
                .hasMessageContaining("Name={tag}");
    }

    private static Timer segment(EmfHarness emf, String segment, String outcome) {
        return emf.registry.timer("mangaassist.segment", "name", "default", "segment", segment, "outcome", outcome);
    }
}
