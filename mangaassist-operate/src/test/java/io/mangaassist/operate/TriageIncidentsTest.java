package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The five incidents of the runbooks, told by the numbers that stand there. */
final class TriageIncidentsTest {

    private final LatencySnapshot lastWeek = Latencies.normal(100).taken();
    private final LatencyTriage triage =
            LatencyTriage.builder().baseline(lastWeek).build();

    @Test
    void scenario_1_is_dns_in_one_zone() {
        LatencySnapshot zoneA = Latencies.normal(1)
                .in("ap-northeast-1a")
                .with(Segment.BEDROCK_INVOKE, 1_800, 150, 700)
                .with(Segment.NETWORK_TRANSIT, 1_200, 30, 700)
                .with(Segment.DNS_RESOLUTION, 1_100, 40, 700)
                .taken();
        LatencySnapshot zoneC = Latencies.normal(2).in("ap-northeast-1c").taken();
        LatencySnapshot zoneD = Latencies.normal(3).in("ap-northeast-1d").taken();

        TriageReport report = triage.examine(List.of(zoneA, zoneC, zoneD), TriageFacts.none());

        TriageFinding finding = report.findings().get(0);
        assertThat(finding.leaf()).contains(TriageLeaf.ENDPOINT_OR_DNS);
        assertThat(finding.onlyIn()).containsExactly("ap-northeast-1a");
        assertThat(finding.leaf().orElseThrow().scenario()).isEqualTo(1);
        assertThat(report.toText())
                .startsWith("Latency triage: 1 finding\n\n1. bedrock-invoke, only in ap-northeast-1a:");
    }

    @Test
    void a_zone_that_hides_in_the_whole_is_found() {
        LatencySnapshot zoneA = Latencies.seeded(1)
                .in("ap-northeast-1a")
                .with(Segment.REQUEST, 2_000, 50, 300)
                .with(Segment.VECTOR_SEARCH, 300, 10, 300)
                .taken();
        LatencySnapshot zoneC = Latencies.seeded(2)
                .in("ap-northeast-1c")
                .with(Segment.REQUEST, 420, 200, 20_000)
                .with(Segment.VECTOR_SEARCH, 60, 8, 20_000)
                .taken();

        TriageReport report = triage.examine(List.of(zoneA, zoneC), TriageFacts.none());

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.entry()).isEqualTo("vector-search");
            assertThat(finding.onlyIn()).containsExactly("ap-northeast-1a");
        });
    }

    @Test
    void scenario_2_is_the_pool() {
        LatencySnapshot now = Latencies.normal(1)
                .with(Segment.REQUEST, 5_300, 400, 1_000)
                .with(Segment.POOL_ACQUIRE, 4_800, 100, 1_000)
                .taken();

        TriageReport report = triage.examine(List.of(now), TriageFacts.none().with(Fact.POOL_UTILIZATION, 100));

        assertThat(report.findings().get(0).leaf()).contains(TriageLeaf.POOL_EXHAUSTED);
        assertThat(report.findings().get(0).leaf().orElseThrow().scenario()).isEqualTo(2);
    }

    @Test
    void scenario_3_is_the_routes_by_way_of_the_gate() {
        LatencySnapshot now =
                Latencies.normal(1).with(Segment.VECTOR_SEARCH, 85, 8, 1_000).taken();
        GateReport gate = LatencyGate.builder().build().judge(List.of(lastWeek), List.of(now));

        TriageReport report =
                triage.examine(List.of(now), TriageFacts.none().with(Fact.ROUTES_CHANGED, true), gate.failed());

        assertThat(gate.failed()).containsExactly(Segment.VECTOR_SEARCH);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.leaf()).contains(TriageLeaf.ROUTES_CHANGED);
            assertThat(finding.leaf().orElseThrow().isOurs()).isTrue();
            assertThat(finding.leaf().orElseThrow().scenario()).isEqualTo(3);
        });
    }

    @Test
    void scenario_4_is_the_guardrail() {
        LatencySnapshot now = Latencies.normal(1)
                .with(Segment.REQUEST, 900, 250, 1_000)
                .with(Segment.GUARDRAILS_CHECK, 440, 25, 1_000)
                .taken();

        TriageReport report = triage.examine(
                List.of(now), TriageFacts.none().with(Fact.FILTER_COUNT, 12).with(Fact.RESPONSE_TOKENS, 450));

        assertThat(report.findings().get(0).leaf()).contains(TriageLeaf.GUARDRAIL_ASYNC);
        assertThat(report.toText()).contains("filter-count 12 filters");
    }

    @Test
    void scenario_5_is_the_awaited_write() {
        LatencySnapshot now =
                Latencies.normal(1).with(Segment.CACHE_WRITE, 16, 1.2, 1_000).taken();

        TriageReport report = triage.examine(
                List.of(now), TriageFacts.none().with(Fact.WRITE_AWAITED, true).with(Fact.REDIS_MEMORY, 92));

        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.leaf()).contains(TriageLeaf.WRITE_ASYNC);
            assertThat(finding.leaf().orElseThrow().scenario()).isEqualTo(5);
        });
    }

    @Test
    void a_bedrock_that_is_always_slowest_is_not_blamed_for_it() {
        LatencySnapshot now =
                Latencies.normal(1).with(Segment.VECTOR_SEARCH, 200, 10, 1_000).taken();

        TriageReport report = triage.examine(List.of(now), TriageFacts.none());

        assertThat(report.findings()).extracting(TriageFinding::entry).containsExactly("vector-search");
    }

    @Test
    void findings_stand_in_the_order_of_their_excess() {
        LatencySnapshot now = Latencies.normal(1)
                .with(Segment.CACHE_WRITE, 16, 1, 1_000)
                .with(Segment.GUARDRAILS_CHECK, 440, 25, 1_000)
                .with(Segment.VECTOR_SEARCH, 90, 8, 1_000)
                .taken();

        assertThat(triage.examine(List.of(now), TriageFacts.none()).findings())
                .extracting(TriageFinding::entry)
                .containsExactly("guardrails-check", "vector-search", "cache-write");
    }

    @Test
    void a_normal_day_is_clear() {
        TriageReport report = triage.examine(List.of(Latencies.normal(9).taken()), TriageFacts.none());

        assertThat(report.verdict()).as("%s", report.toText()).isEqualTo(TriageReport.Verdict.CLEAR);
    }

    @Test
    void without_a_baseline_the_budget_is_the_measure() {
        LatencySnapshot now =
                Latencies.normal(1).with(Segment.VECTOR_SEARCH, 300, 10, 1_000).taken();

        TriageReport report = LatencyTriage.builder().build().examine(List.of(now), TriageFacts.none());

        assertThat(report.findings()).extracting(TriageFinding::entry).containsExactly("vector-search");
        assertThat(report.findings().get(0).evidence().get(0).compared()).isEqualTo(150);
    }

    @Test
    void a_registry_without_percentiles_cannot_be_judged_and_the_note_says_what_helps() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Segments.of(registry).start(Segment.REQUEST).stop(Outcome.SUCCESS);

        TriageReport report =
                triage.examine(List.of(LatencySnapshot.of(registry, Latencies.TUESDAY)), TriageFacts.none());

        assertThat(report.verdict()).isEqualTo(TriageReport.Verdict.CANNOT_JUDGE);
        assertThat(report.notes())
                .containsExactly("request cannot be judged: there is no histogram and no p95; add a LatencyRecorder to"
                        + " the registry.");
    }

    @Test
    void too_few_samples_are_said_to_be_too_few() {
        LatencySnapshot now =
                Latencies.seeded(1).with(Segment.REQUEST, 3_000, 10, 50).taken();

        TriageReport report = triage.examine(List.of(now), TriageFacts.none());

        assertThat(report.verdict()).isEqualTo(TriageReport.Verdict.CANNOT_JUDGE);
        assertThat(report.notes()).containsExactly("request cannot be judged: it has 50 samples, a p95 needs 200.");
    }

    @Test
    void a_snapshot_without_whole_requests_says_so() {
        LatencySnapshot now =
                Latencies.seeded(1).with(Segment.VECTOR_SEARCH, 60, 5, 500).taken();

        TriageReport report = triage.examine(List.of(now), TriageFacts.none());

        assertThat(report.verdict()).isEqualTo(TriageReport.Verdict.CANNOT_JUDGE);
        assertThat(report.notes().get(0)).startsWith("The segment request is missing");
    }

    @Test
    void a_segment_that_a_trend_has_named_is_followed_though_nothing_shows_today() {
        TriageReport report = triage.examine(
                List.of(Latencies.normal(9).taken()),
                TriageFacts.none().with(Fact.WRITE_AWAITED, true),
                Set.of(Segment.CACHE_WRITE));

        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.leaf()).contains(TriageLeaf.WRITE_ASYNC));
    }
}
