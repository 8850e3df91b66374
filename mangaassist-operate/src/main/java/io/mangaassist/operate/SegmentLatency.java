package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one segment over one window: a histogram, or only percentiles that somebody else worked out, or only
 * counts. Immutable: the histogram is never written again.
 *
 * @param histogram durations in microseconds, null if there are only percentiles
 * @param percentiles milliseconds by percentile, empty beside a histogram
 * @param outcomes how often each outcome occurred, as far as told
 * @param count samples behind histogram or percentiles
 */
record SegmentLatency(
        @Nullable Histogram histogram, Map<Double, Double> percentiles, Map<Outcome, Long> outcomes, long count) {

    private static final double MICROS = 1_000;

    static SegmentLatency of(Histogram histogram, Map<Outcome, Long> outcomes) {
        return new SegmentLatency(histogram, Map.of(), Map.copyOf(outcomes), histogram.getTotalCount());
    }

    static SegmentLatency ofPercentiles(Map<Double, Double> percentiles, Map<Outcome, Long> outcomes, long count) {
        return new SegmentLatency(null, Map.copyOf(percentiles), Map.copyOf(outcomes), count);
    }

    /** Returns milliseconds; nothing if there are no samples, or if nobody worked that percentile out. */
    OptionalDouble at(double percentile) {
        if (histogram != null) {
            return count == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(histogram.getValueAtPercentile(percentile) / MICROS);
        }
        Double told = percentiles.get(percentile);
        return told == null ? OptionalDouble.empty() : OptionalDouble.of(told);
    }

    long outcome(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Histograms add up. Percentiles do not: of two of them only the counts remain. */
    SegmentLatency plus(SegmentLatency other) {
        Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
        sums.putAll(outcomes);
        other.outcomes.forEach((outcome, more) -> sums.merge(outcome, more, Long::sum));
        if (histogram != null && other.histogram != null) {
            Histogram sum = histogram.copy();
            sum.setAutoResize(true);
            sum.add(other.histogram);
            return of(sum, sums);
        }
        return ofPercentiles(new TreeMap<>(), sums, count + other.count);
    }
}
