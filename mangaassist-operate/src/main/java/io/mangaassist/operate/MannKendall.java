package io.mangaassist.operate;

import java.util.Arrays;

/**
 * The Mann-Kendall test: whether values rise or fall with time, whatever their distribution.
 *
 * @param s pairs that rise less pairs that fall
 * @param variance of s if there were no trend, corrected for ties
 * @param z s in standard deviations, one pair less for continuity
 * @param chance the two-sided probability of such a trend by chance
 */
record MannKendall(long s, double variance, double z, double chance) {

    /** Tests values in the order of time, taken as independent of each other. */
    static MannKendall of(double[] values) {
        return of(values, 1);
    }

    /**
     * Tests values of which neighbours resemble each other.
     *
     * @param inflation by how much that widens the variance, at least 1
     */
    static MannKendall of(double[] values, double inflation) {
        long s = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                s += (long) Math.signum(values[j] - values[i]);
            }
        }
        double variance = variance(values) * inflation;
        double z = variance <= 0 || s == 0 ? 0 : (s - Math.signum((double) s)) / Math.sqrt(variance);
        return new MannKendall(s, variance, z, Math.min(1, 2 * Normal.above(Math.abs(z))));
    }

    private static double variance(double[] values) {
        double n = values.length;
        double sum = n * (n - 1) * (2 * n + 5);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double tied = i - from;
                sum -= tied * (tied - 1) * (2 * tied + 5);
                from = i;
            }
        }
        return sum / 18;
    }

    /**
     * Returns by how much neighbours that resemble each other widen the variance: (1 + r) / (1 - r) for a correlation r
     * of residuals with those of the day before; 1 if r is not above what chance gives.
     */
    static double inflation(double[] residuals) {
        double mean = Arrays.stream(residuals).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += (residuals[i] - mean) * (residuals[i] - mean);
            products += i == 0 ? 0 : (residuals[i] - mean) * (residuals[i - 1] - mean);
        }
        double r = squares == 0 ? 0 : products / squares;
        double byChance = 1.645 / Math.sqrt((double) residuals.length);
        return r <= byChance ? 1 : (1 + r) / (1 - Math.min(r, 0.9));
    }
}
