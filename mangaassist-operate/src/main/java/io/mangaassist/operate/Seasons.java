package io.mangaassist.operate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Takes weekday and traffic out of a daily series, so that what is left is the segment's own doing.
 *
 * <p>The weekday's part is the median of what the days of that name lie above a robust line. The traffic's part is how
 * values answer to the ups and downs of traffic around <em>its</em> line: had the two trends been set against each other
 * instead, traffic that grows would explain any latency that grows. It is taken out only where the answer is certain, and
 * only where traffic goes up and down enough to learn it from: what a ripple says about a doubling is a guess.
 */
final class Seasons {

    private static final int WEEK = 7;
    /** A weekday's median of one day is that day. */
    private static final int LEAST_DAYS = 2 * WEEK;

    private static final double CERTAIN = 0.01;
    /** Half of the days must lie this share of the usual traffic or more off its line. */
    private static final double RIPPLE = 0.02;

    private Seasons() {}

    /**
     * What is left.
     *
     * @param values the cleaned values
     * @param byTraffic how much of the rise over the whole time the traffic explains, in milliseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cleaned(double[] values, double byTraffic) {}

    static Cleaned clean(DailySeries series) {
        double[] values = withoutWeekdays(series, series.values());
        double[] traffic = withoutWeekdays(series, series.traffic());
        double answer = answer(series.days(), traffic, values);
        double usual = TheilSen.median(traffic);
        double[] cleaned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            cleaned[i] = values[i] - answer * (traffic[i] - usual);
        }
        double growth =
                TheilSen.fit(series.days(), traffic).slope() * (series.days()[series.size() - 1] - series.days()[0]);
        return new Cleaned(cleaned, answer * growth);
    }

    private static double[] withoutWeekdays(DailySeries series, double[] values) {
        if (series.size() < LEAST_DAYS) {
            return values;
        }
        double[] residuals = TheilSen.fit(series.days(), values).residuals(series.days(), values);
        double[] parts = new double[WEEK];
        for (int day = 0; day < WEEK; day++) {
            int weekday = day;
            parts[day] = TheilSen.median(IntStream.range(0, values.length)
                    .filter(i -> series.weekdays()[i] == weekday)
                    .mapToDouble(i -> residuals[i])
                    .toArray());
        }
        double mean = Arrays.stream(parts).average().orElse(0);
        double[] cleaned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            cleaned[i] = values[i] - (parts[series.weekdays()[i]] - mean);
        }
        return cleaned;
    }

    /** Milliseconds more for one request a day more; zero if that is not certain, or would be negative. */
    private static double answer(double[] days, double[] traffic, double[] values) {
        double[] ofTraffic = TheilSen.fit(days, traffic).residuals(days, traffic);
        double typical = TheilSen.median(Arrays.stream(ofTraffic).map(Math::abs).toArray());
        if (typical < RIPPLE * TheilSen.median(traffic)) {
            return 0;
        }
        double[] ofValues = TheilSen.fit(days, values).residuals(days, values);
        double slope = TheilSen.fit(ofTraffic, ofValues).slope();
        boolean certain = MannKendall.of(inOrderOf(ofTraffic, ofValues)).chance() < CERTAIN;
        return certain ? Math.max(0, slope) : 0;
    }

    private static double[] inOrderOf(double[] keys, double[] values) {
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted((one, other) -> Double.compare(keys[one], keys[other]))
                .mapToDouble(i -> values[i])
                .toArray();
    }
}
