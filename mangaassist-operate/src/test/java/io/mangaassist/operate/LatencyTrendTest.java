package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mangaassist.core.Segment;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyTrendTest {

    private final LatencyTrend trend = LatencyTrend.builder().build();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void three_weeks_from_850_to_920_ms_are_found(long seed) {
        SplittableRandom noise = new SplittableRandom(seed);
        TrendReport report = trend.examine(days(22, seed, (day, latencies) -> {
            double p95 = 850 + day * 70.0 / 21 + (noise.nextDouble() - 0.5) * 20 + weekday(day, 15);
            int traffic = (int) (1_000 + day * 200.0 / 21);
            return latencies
                    .with(Segment.REQUEST, p95 - 1.645 * 100, 100, traffic)
                    .with(Segment.BEDROCK_INVOKE, 600, 120, traffic)
                    .with(Segment.CACHE_WRITE, 3 + day * 14.0 / 21, 0.6, traffic);
        }));

        assertThat(report.verdict()).as("%s", report.toText()).isEqualTo(TrendVerdict.DRIFT);
        assertThat(report.verdict().exitCode()).isEqualTo(1);
        assertThat(report.drifting()).containsExactlyInAnyOrder(Segment.REQUEST, Segment.CACHE_WRITE);
        TrendSegment request = of(report, Segment.REQUEST);
        assertThat(request.last() - request.first()).isCloseTo(70, within(25.0));
        assertThat(request.days()).isEqualTo(22);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void weeks_that_only_breathe_are_steady(long seed) {
        SplittableRandom noise = new SplittableRandom(seed);
        TrendReport report = trend.examine(days(
                28,
                seed,
                (day, latencies) -> latencies.with(
                        Segment.REQUEST, 700 + (noise.nextDouble() - 0.5) * 60 + weekday(day, 80), 100, 500)));

        assertThat(report.verdict()).as("%s", report.toText()).isEqualTo(TrendVerdict.STEADY);
        assertThat(report.verdict().exitCode()).isZero();
    }

    @Test
    void what_the_growth_of_traffic_explains_is_not_blamed_on_the_segment() {
        SplittableRandom noise = new SplittableRandom(5);
        TrendReport report = trend.examine(days(35, 5, (day, latencies) -> {
            int traffic = (int) (800 + 12 * day + (noise.nextDouble() - 0.5) * 600);
            return latencies.with(Segment.VECTOR_SEARCH, 40 + 0.05 * traffic, 3, traffic);
        }));

        TrendSegment search = of(report, Segment.VECTOR_SEARCH);
        assertThat(search.verdict()).as("%s", report.toText()).isEqualTo(TrendVerdict.STEADY);
        assertThat(search.byTraffic()).isCloseTo(0.05 * 12 * 34, within(6.0));
    }

    @Test
    void one_wild_day_makes_no_drift() {
        TrendReport report = trend.examine(
                days(21, 3, (day, latencies) -> latencies.with(Segment.REQUEST, day == 20 ? 9_000 : 700, 60, 500)));

        assertThat(report.verdict()).isEqualTo(TrendVerdict.STEADY);
    }

    @Test
    void getting_faster_is_no_drift() {
        TrendReport report = trend.examine(
                days(21, 3, (day, latencies) -> latencies.with(Segment.REQUEST, 900 - 10 * day, 20, 500)));

        assertThat(report.verdict()).isEqualTo(TrendVerdict.STEADY);
        assertThat(of(report, Segment.REQUEST).perDay()).isNegative();
    }

    @Test
    void too_few_days_and_thin_days_cannot_be_judged() {
        TrendReport few = trend.examine(
                days(10, 3, (day, latencies) -> latencies.with(Segment.REQUEST, 700 + 10 * day, 20, 500)));
        TrendReport thin =
                trend.examine(days(30, 3, (day, latencies) -> latencies.with(Segment.REQUEST, 700 + 10 * day, 20, 50)));

        assertThat(few.verdict()).isEqualTo(TrendVerdict.CANNOT_JUDGE);
        assertThat(few.verdict().exitCode()).isEqualTo(2);
        assertThat(thin.verdict()).isEqualTo(TrendVerdict.CANNOT_JUDGE);
        assertThat(thin.toText()).contains("only 0 days with samples enough");
    }

    @Test
    void the_windows_of_a_day_are_one_sample_and_not_an_average() {
        List<LatencySnapshot> windows = List.of(
                Latencies.seeded(1).with(Segment.REQUEST, 100, 1, 900).taken(),
                Latencies.seeded(2)
                        .at(Latencies.TUESDAY.plus(Duration.ofHours(3)))
                        .with(Segment.REQUEST, 1_000, 1, 100)
                        .taken());

        var days = DailySeries.days(windows, ZoneOffset.UTC);

        assertThat(days).hasSize(1);
        assertThat(days.values())
                .allSatisfy(day ->
                        assertThat(day.millis(Segment.REQUEST, 95).orElse(0)).isCloseTo(1_000, within(5.0)));
    }

    @Test
    void a_trends_report_has_all_its_forms() {
        TrendReport report = trend.examine(days(
                21,
                3,
                (day, latencies) -> latencies
                        .with(Segment.CACHE_WRITE, 3 + day, 0.5, 500)
                        .with(Segment.REQUEST, 500, 10, day < 5 ? 500 : 10)));

        assertThat(report.toText())
                .startsWith("Latency trend of p95: drift: [cache-write]\n")
                .contains("cannot judge  request");
        assertThat(report.toMarkdown()).contains("| cache-write | drift |").contains("| request | cannot judge |");
        assertThat(report.toJson()).contains("\"exit_code\" : 1").doesNotContain("NaN");
    }

    private interface Day {
        Latencies on(int day, Latencies latencies);
    }

    private static List<LatencySnapshot> days(int count, long seed, Day day) {
        List<LatencySnapshot> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Latencies latencies = Latencies.seeded(seed * 1_000 + i)
                    .at(Latencies.TUESDAY.plus(Duration.ofDays(i)))
                    .over(Duration.ofHours(4));
            days.add(day.on(i, latencies).taken());
        }
        return days;
    }

    private static double weekday(int day, double weekend) {
        IntFunction<DayOfWeek> name = i -> Latencies.TUESDAY
                .plus(Duration.ofDays(i))
                .atZone(ZoneOffset.UTC)
                .getDayOfWeek();
        return name.apply(day).getValue() >= DayOfWeek.SATURDAY.getValue() ? weekend : 0;
    }

    private static TrendSegment of(TrendReport report, Segment segment) {
        return report.segments().stream()
                .filter(each -> each.segment().equals(segment))
                .findFirst()
                .orElseThrow();
    }
}
