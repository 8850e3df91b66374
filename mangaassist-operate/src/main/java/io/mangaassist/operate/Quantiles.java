package io.mangaassist.operate;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** A histogram laid out so that any quantile is one binary search. Milliseconds. Immutable. */
final class Quantiles {

    private static final double MICROS = 1_000;
    /** The quartiles of a normal distribution lie this many standard deviations apart. */
    private static final double NORMAL_IQR = 1.349;

    private final double[] values;
    private final long[] cumulative;

    Quantiles(Histogram histogram) {
        double[] found = new double[16];
        long[] sums = new long[16];
        int size = 0;
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            if (size == found.length) {
                found = Arrays.copyOf(found, size * 2);
                sums = Arrays.copyOf(sums, size * 2);
            }
            found[size] = histogram.medianEquivalentValue(bucket.getValueIteratedTo()) / MICROS;
            sums[size++] = bucket.getTotalCountToThisValue();
        }
        this.values = Arrays.copyOf(found, size);
        this.cumulative = Arrays.copyOf(sums, size);
    }

    long count() {
        return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
    }

    /** Returns the value below which the share {@code q} of all samples lies. */
    double at(double q) {
        long rank = Math.max(1, Math.min(count(), (long) Math.ceil(q * count())));
        int found = Arrays.binarySearch(cumulative, rank);
        return values[found >= 0 ? found : -found - 1];
    }

    /** Returns the standard deviation of a normal distribution with these quartiles: a long tail does not move it. */
    double spread() {
        return (at(0.75) - at(0.25)) / NORMAL_IQR;
    }
}
