package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the slow drifts that no alarm sees: p95 from 850 to 920 ms over three weeks, with no single event.
 *
 * <pre>{@code
 * TrendReport report = LatencyTrend.builder().build().examine(LatencyFile.read(history));
 * }</pre>
 *
 * <p>Each segment's percentile is worked out for each day from all its samples; weekday and traffic are taken out; the
 * Mann-Kendall test says whether it rises (its variance widened where neighbouring days resemble each other, its result
 * corrected for the number of segments by Holm), and the Theil-Sen line by how much. A rise counts as a drift from 5 % of
 * the level and 3 ms on. Immutable and thread-safe; nothing blocks.
 */
public final class LatencyTrend {

    private static final double DRIFT_SHARE = 0.05;
    private static final double DRIFT_MILLIS = 3;

    private final TrendConfig config;

    private LatencyTrend(TrendConfig config) {
        this.config = config;
    }

    /**
     * Returns a builder.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** A segment's cleaned days and their test. */
    private record Tested(Segment segment, DailySeries series, Seasons.Cleaned cleaned, TheilSen line, double chance) {}

    /**
     * Examines the past.
     *
     * @param history windows of some weeks, of one or several tasks
     * @return the report
     */
    public TrendReport examine(Collection<LatencySnapshot> history) {
        Map<LocalDate, LatencySnapshot> days = DailySeries.days(history, config.zone());
        Set<Segment> segments = new TreeSet<>(Comparator.comparing(Segment::name));
        days.values().forEach(day -> segments.addAll(day.segments()));
        List<Tested> tested = new ArrayList<>();
        List<TrendSegment> results = new ArrayList<>();
        for (Segment segment : segments) {
            DailySeries series = DailySeries.of(days, segment, config);
            if (series.size() < config.minimumDays()) {
                double none = Double.NaN;
                results.add(new TrendSegment(
                        segment, TrendVerdict.CANNOT_JUDGE, series.size(), none, none, none, none, none));
            } else {
                tested.add(test(segment, series));
            }
        }
        double[] chances =
                Holm.adjust(tested.stream().mapToDouble(Tested::chance).toArray());
        for (int i = 0; i < chances.length; i++) {
            results.add(result(tested.get(i), 1 - chances[i]));
        }
        results.sort(Comparator.comparing(each -> each.segment().name()));
        return new TrendReport(verdict(results), config.percentile(), results);
    }

    private static Tested test(Segment segment, DailySeries series) {
        Seasons.Cleaned cleaned = Seasons.clean(series);
        TheilSen line = TheilSen.fit(series.days(), cleaned.values());
        double inflation = MannKendall.inflation(line.residuals(series.days(), cleaned.values()));
        double chance = MannKendall.of(cleaned.values(), inflation).chance();
        return new Tested(segment, series, cleaned, line, chance);
    }

    private TrendSegment result(Tested tested, double confidence) {
        double[] days = tested.series().days();
        double first = tested.line().at(days[0]);
        double last = tested.line().at(days[days.length - 1]);
        boolean matters = last - first >= Math.max(DRIFT_MILLIS, DRIFT_SHARE * first);
        return new TrendSegment(
                tested.segment(),
                matters && confidence >= config.confidence() ? TrendVerdict.DRIFT : TrendVerdict.STEADY,
                days.length,
                first,
                last,
                tested.line().slope(),
                confidence,
                tested.cleaned().byTraffic());
    }

    private static TrendVerdict verdict(List<TrendSegment> results) {
        if (results.stream().anyMatch(each -> each.verdict() == TrendVerdict.DRIFT)) {
            return TrendVerdict.DRIFT;
        }
        return results.stream().anyMatch(each -> each.verdict() == TrendVerdict.STEADY)
                ? TrendVerdict.STEADY
                : TrendVerdict.CANNOT_JUDGE;
    }

    @Override
    public String toString() {
        return "LatencyTrend" + config;
    }

    /** Settings of a {@link LatencyTrend}. Not thread-safe. */
    public static final class Builder {

        /** Two of each weekday, so that the weekday can be told from the drift. */
        private static final int DAYS = 14;
        /** What CloudWatch asks for before it calls a p95 sufficient. */
        private static final int SAMPLES = 200;

        private double percentile = 95;
        private int minimumDays = DAYS;
        private int minimumSamples = SAMPLES;
        private double confidence = 0.99;
        private ZoneId zone = ZoneOffset.UTC;

        private Builder() {}

        /**
         * Sets which percentile is followed, 95 unless set.
         *
         * @param newPercentile between 0 and 100
         * @return this builder
         */
        public Builder percentile(double newPercentile) {
            this.percentile = newPercentile;
            return this;
        }

        /**
         * Sets how many days a segment must have, 14 unless set.
         *
         * @param days at least 8
         * @return this builder
         */
        public Builder minimumDays(int days) {
            this.minimumDays = days;
            return this;
        }

        /**
         * Sets how many samples a day must have to count, 200 unless set.
         *
         * @param samples greater than zero
         * @return this builder
         */
        public Builder minimumSamples(int samples) {
            this.minimumSamples = samples;
            return this;
        }

        /**
         * Sets how sure a drift must be, 0.99 unless set.
         *
         * @param share between 0.5 and 1
         * @return this builder
         */
        public Builder confidence(double share) {
            this.confidence = share;
            return this;
        }

        /**
         * Sets where a day begins, UTC unless set.
         *
         * @param newZone the customers' zone
         * @return this builder
         */
        public Builder zone(ZoneId newZone) {
            this.zone = newZone;
            return this;
        }

        /**
         * Makes the trend test.
         *
         * @return holds nothing that must be closed
         */
        public LatencyTrend build() {
            return new LatencyTrend(new TrendConfig(percentile, minimumDays, minimumSamples, confidence, zone));
        }
    }
}
