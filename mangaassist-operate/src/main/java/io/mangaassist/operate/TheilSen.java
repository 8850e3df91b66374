package io.mangaassist.operate;

import java.util.Arrays;

/**
 * The line through the median of all slopes between two points: a third of the points may be wild without moving it.
 *
 * @param slope per unit of x
 * @param intercept the median of what is left at x = 0
 */
record TheilSen(double slope, double intercept) {

    /** Fits; points with the same x say nothing about the slope. Two different x are needed, else the slope is 0. */
    static TheilSen fit(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int size = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[size++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        double slope = size == 0 ? 0 : median(Arrays.copyOf(slopes, size));
        double[] rests = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rests[i] = y[i] - slope * x[i];
        }
        return new TheilSen(slope, median(rests));
    }

    double at(double x) {
        return intercept + slope * x;
    }

    double[] residuals(double[] x, double[] y) {
        double[] residuals = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            residuals[i] = y[i] - at(x[i]);
        }
        return residuals;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
