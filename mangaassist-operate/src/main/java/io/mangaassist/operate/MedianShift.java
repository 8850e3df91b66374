package io.mangaassist.operate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far a median moved between two histograms, and how sure that is, by the bootstrap.
 *
 * <p>The median of a resample is the value at a random rank: the rank of the middle one of n draws, which for the n in
 * question is normal around the middle with a standard deviation of sqrt(n)/2. So a resample needs one random number
 * instead of n, and the result depends on the seed alone.
 *
 * @param millis by how much the later median is larger
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param chance the probability of such a rise if nothing had changed
 */
record MedianShift(double millis, double low, double high, double chance) {

    private static final int RESAMPLES = 1_000;
    private static final double MIDDLE = 0.5;
    private static final double TAIL = 0.025;

    static MedianShift between(Quantiles before, Quantiles after, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double shift = after.at(MIDDLE) - before.at(MIDDLE);
        double[] shifts = new double[RESAMPLES];
        int notRisen = 0;
        double squares = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            shifts[i] = resampledMedian(after, random) - resampledMedian(before, random);
            notRisen += shifts[i] <= 0 ? 1 : 0;
            squares += (shifts[i] - shift) * (shifts[i] - shift);
        }
        Arrays.sort(shifts);
        double deviation = Math.sqrt(squares / RESAMPLES);
        int tail = (int) (RESAMPLES * TAIL);
        return new MedianShift(shift, shifts[tail], shifts[RESAMPLES - 1 - tail], chance(shift, deviation, notRisen));
    }

    private static double resampledMedian(Quantiles of, SplittableRandom random) {
        double q = MIDDLE + random.nextGaussian() * MIDDLE / Math.sqrt((double) of.count());
        return of.at(Math.max(0, Math.min(1, q)));
    }

    /** Where no resample contradicts, the normal tail tells more than "less than one in so many". */
    private static double chance(double shift, double deviation, int notRisen) {
        double counted = (notRisen + 1.0) / (RESAMPLES + 1.0);
        if (notRisen > 0) {
            return counted;
        }
        return deviation == 0 ? 0 : Math.min(counted, Normal.above(shift / deviation));
    }
}
