package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mangaassist.core.Segment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatencyGateTest {

    private final LatencyGate gate = LatencyGate.builder().build();

    @Test
    void the_change_of_routes_in_scenario_3_fails_and_is_named() {
        LatencySnapshot before = Latencies.seeded(1)
                .with(Segment.VECTOR_SEARCH, 60, 20, 2_000)
                .with(Segment.DYNAMO_SESSION, 12, 3, 2_000)
                .with(Segment.REQUEST, 420, 60, 5_000)
                .taken();
        LatencySnapshot after = Latencies.seeded(2)
                .with(Segment.VECTOR_SEARCH, 85, 20, 2_000)
                .with(Segment.DYNAMO_SESSION, 6, 3, 2_000)
                .with(Segment.REQUEST, 445, 60, 5_000)
                .taken();

        GateReport report = gate.judge(List.of(before), List.of(after));

        assertThat(report.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(report.verdict().exitCode()).isEqualTo(1);
        assertThat(report.failed()).containsExactly(Segment.REQUEST, Segment.VECTOR_SEARCH);
        GateSegment search = of(report, Segment.VECTOR_SEARCH);
        assertThat(search.change()).isCloseTo(25, within(3.0));
        assertThat(search.low()).isLessThan(25).isGreaterThan(20);
        assertThat(search.high()).isGreaterThan(25).isLessThan(30);
        assertThat(search.confidence()).isGreaterThan(0.999);
        assertThat(of(report, Segment.DYNAMO_SESSION).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(report.toText()).startsWith("Latency gate: fail: [request, vector-search]");
    }

    @Test
    void no_change_passes() {
        GateReport report = gate.judge(
                List.of(Latencies.seeded(1)
                        .with(Segment.VECTOR_SEARCH, 60, 20, 1_000)
                        .taken()),
                List.of(Latencies.seeded(2)
                        .with(Segment.VECTOR_SEARCH, 60, 20, 1_000)
                        .taken()));

        assertThat(report.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(report.verdict().exitCode()).isZero();
    }

    @ParameterizedTest(name = "spread {0} ms, {1} samples: {2}")
    @CsvSource({"20, 80, CANNOT_JUDGE", "20, 200, PASS", "100, 2000, CANNOT_JUDGE", "100, 3000, PASS"})
    void below_the_samples_that_the_spread_demands_it_refuses(double spread, int samples, GateVerdict verdict) {
        GateReport report = gate.judge(
                List.of(Latencies.seeded(1)
                        .with(Segment.BEDROCK_INVOKE, 800, spread, samples)
                        .taken()),
                List.of(Latencies.seeded(2)
                        .with(Segment.BEDROCK_INVOKE, 798, spread, samples)
                        .taken()));

        assertThat(report.verdict()).isEqualTo(verdict);
        if (verdict == GateVerdict.CANNOT_JUDGE) {
            assertThat(report.verdict().exitCode()).isEqualTo(2);
            assertThat(report.toText()).contains("it needs").contains(samples + " before");
        }
    }

    @Test
    void without_a_change_a_hundred_segments_hardly_ever_fail_together() {
        int falseAlarms = 0;
        for (int run = 0; run < 20; run++) {
            Latencies before = Latencies.seeded(1_000 + run);
            Latencies after = Latencies.seeded(9_000 + run);
            for (int i = 0; i < 100; i++) {
                before.with(Segment.of("part-" + i), 60, 20, 110);
                after.with(Segment.of("part-" + i), 60, 20, 110);
            }
            GateReport report = gate.judge(List.of(before.taken()), List.of(after.taken()));
            falseAlarms += report.failed().isEmpty() ? 0 : 1;
        }

        assertThat(falseAlarms).as("seeds 1000 to 1019; 5 %% of 20 runs is 1").isLessThanOrEqualTo(1);
    }

    @Test
    void a_rise_that_is_certain_and_small_passes() {
        GateReport report = gate.judge(
                List.of(Latencies.seeded(1)
                        .with(Segment.CACHE_LOOKUP, 20, 0.1, 5_000)
                        .taken()),
                List.of(Latencies.seeded(2)
                        .with(Segment.CACHE_LOOKUP, 28, 0.1, 5_000)
                        .taken()));

        assertThat(report.verdict()).as("8 ms is certain, and less than 10").isEqualTo(GateVerdict.PASS);
        assertThat(of(report, Segment.CACHE_LOOKUP).confidence()).isGreaterThan(0.999);
    }

    @Test
    void advisory_segments_are_told_and_do_not_decide() {
        GateReport report = LatencyGate.builder()
                .advisory(Segment.CACHE_WRITE)
                .build()
                .judge(
                        List.of(Latencies.seeded(1)
                                .with(Segment.CACHE_WRITE, 3, 1, 500)
                                .with(Segment.VECTOR_SEARCH, 60, 5, 500)
                                .taken()),
                        List.of(Latencies.seeded(2)
                                .with(Segment.CACHE_WRITE, 18, 1, 500)
                                .with(Segment.VECTOR_SEARCH, 60, 5, 500)
                                .taken()));

        assertThat(report.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(report.failed()).containsExactly(Segment.CACHE_WRITE);
    }

    @Test
    void a_mandatory_segment_that_is_missing_is_not_judged_away() {
        LatencySnapshot one =
                Latencies.seeded(1).with(Segment.VECTOR_SEARCH, 60, 5, 500).taken();

        GateReport report = LatencyGate.builder()
                .mandatory(Segment.VECTOR_SEARCH, Segment.BEDROCK_INVOKE)
                .build()
                .judge(List.of(one), List.of(one));

        assertThat(report.verdict()).isEqualTo(GateVerdict.CANNOT_JUDGE);
        assertThat(of(report, Segment.BEDROCK_INVOKE).reason()).isEqualTo("there are no samples before");
    }

    @Test
    void a_failure_beats_a_doubt() {
        GateReport report = gate.judge(
                List.of(Latencies.seeded(1)
                        .with(Segment.VECTOR_SEARCH, 60, 5, 500)
                        .with(Segment.REQUEST, 400, 300, 50)
                        .taken()),
                List.of(Latencies.seeded(2)
                        .with(Segment.VECTOR_SEARCH, 90, 5, 500)
                        .with(Segment.REQUEST, 400, 300, 50)
                        .taken()));

        assertThat(report.verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void a_segment_that_is_new_since_the_baseline_does_not_decide() {
        LatencySnapshot before =
                Latencies.seeded(1).with(Segment.VECTOR_SEARCH, 60, 5, 500).taken();
        LatencySnapshot after = Latencies.seeded(2)
                .with(Segment.VECTOR_SEARCH, 60, 5, 500)
                .with(Segment.of("rerank"), 40, 5, 500)
                .taken();

        assertThat(gate.judge(List.of(before), List.of(after)).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void percentiles_without_a_histogram_cannot_be_judged() {
        LatencySnapshot told = Latencies.seeded(1)
                .percentiles(Segment.VECTOR_SEARCH, 60, 80, 9_000)
                .taken();

        GateReport report = gate.judge(List.of(told), List.of(told));

        assertThat(report.verdict()).isEqualTo(GateVerdict.CANNOT_JUDGE);
        assertThat(report.toText()).contains("there is no histogram before");
    }

    @Test
    void night_is_not_compared_with_noon() {
        Latencies night = Latencies.seeded(1).at(Latencies.TUESDAY.plus(Duration.ofHours(12)));
        LatencySnapshot quiet = night.with(Segment.VECTOR_SEARCH, 40, 5, 500).taken();
        LatencySnapshot noon =
                Latencies.seeded(2).with(Segment.VECTOR_SEARCH, 60, 5, 500).taken();
        LatencySnapshot nextNoon = Latencies.seeded(3)
                .at(Latencies.TUESDAY.plus(Duration.ofHours(25)))
                .with(Segment.VECTOR_SEARCH, 60, 5, 500)
                .taken();
        LatencySnapshot saturday = Latencies.seeded(4)
                .at(Latencies.TUESDAY.plus(Duration.ofDays(4)))
                .with(Segment.VECTOR_SEARCH, 60, 5, 500)
                .taken();

        assertThat(gate.judge(List.of(quiet), List.of(nextNoon)).verdict()).isEqualTo(GateVerdict.CANNOT_JUDGE);
        assertThat(gate.judge(List.of(noon), List.of(saturday)).verdict()).isEqualTo(GateVerdict.CANNOT_JUDGE);
        GateReport report = gate.judge(List.of(quiet, noon), List.of(nextNoon));
        assertThat(report.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(report.notes()).singleElement().asString().startsWith("1 windows were left out");
        assertThat(LatencyGate.builder()
                        .anyHour()
                        .build()
                        .judge(List.of(quiet), List.of(nextNoon))
                        .verdict())
                .as("a load test does not follow the clock")
                .isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void the_same_seed_gives_the_same_report() {
        List<LatencySnapshot> before = List.of(Latencies.normal(1).taken());
        List<LatencySnapshot> after = List.of(Latencies.normal(2).taken());

        assertThat(gate.judge(before, after).toJson())
                .isEqualTo(gate.judge(before, after).toJson());
    }

    @Test
    void the_bootstrapped_median_spreads_as_medians_of_samples_do() {
        Quantiles sample = quantiles(
                Latencies.seeded(7).with(Segment.REQUEST, 400, 100, 4_000).taken());

        MedianShift shift = MedianShift.between(sample, sample, 11);

        double expected = 1.96 * Math.sqrt(2) * 1.2533 * 100 / Math.sqrt(4_000);
        assertThat(shift.high()).isCloseTo(expected, within(expected * 0.25));
        assertThat(shift.low()).isCloseTo(-expected, within(expected * 0.25));
        assertThat(shift.chance()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void bad_settings_are_refused_by_name() {
        assertThatThrownBy(() -> LatencyGate.builder().threshold(Duration.ZERO).build())
                .hasMessageStartingWith("threshold must be > 0");
        assertThatThrownBy(() -> LatencyGate.builder().confidence(1).build())
                .hasMessage("confidence must be between 0.5 and 1, was 1.0");
        assertThatThrownBy(() -> LatencyGate.builder().hoursApart(13).build())
                .hasMessage("hoursApart must be between 0 and 12, was 13");
        assertThatThrownBy(() -> LatencyGate.builder()
                        .mandatory(Segment.REQUEST)
                        .advisory(Segment.REQUEST)
                        .build())
                .hasMessage("advisory must be without mandatory segments, was [request]");
    }

    private static Quantiles quantiles(LatencySnapshot snapshot) {
        SegmentLatency latency = snapshot.latency(Segment.REQUEST);
        if (latency == null || latency.histogram() == null) {
            throw new AssertionError("no histogram");
        }
        return new Quantiles(latency.histogram());
    }

    private static GateSegment of(GateReport report, Segment segment) {
        return report.segments().stream()
                .filter(each -> each.segment().equals(segment))
                .findFirst()
                .orElseThrow();
    }
}
