package io.mangaassist.benchmarks.pool;

import java.util.Arrays;
import java.util.Locale;

/** Pairs of measurements and what they say of the difference within a pair. */
final class Pairs {

    private final double[] first;
    private final double[] second;
    private int count;

    Pairs(int pairs) {
        first = new double[pairs];
        second = new double[pairs];
    }

    void add(double one, double other) {
        first[count] = one;
        second[count++] = other;
    }

    String row(String name, String unit) {
        double[] differences = new double[count];
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            differences[i] = second[i] - first[i];
            ratios[i] = second[i] / first[i];
        }
        return String.format(
                Locale.ROOT,
                "| %s | %,.1f %s | %,.1f %s | %+,.1f %s (%+,.1f .. %+,.1f) | %.3f (%.3f .. %.3f) |",
                name,
                mean(first),
                unit,
                mean(second),
                unit,
                mean(differences),
                unit,
                mean(differences) - interval(differences),
                mean(differences) + interval(differences),
                mean(ratios),
                mean(ratios) - interval(ratios),
                mean(ratios) + interval(ratios));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Half of the 95 % interval of the mean, by Student. */
    private static double interval(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return student(values.length - 1) * Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** The two-sided 95 % quantile, by its expansion in the degrees of freedom; exact to 0.01 from five on. */
    private static double student(int freedom) {
        double z = 1.959964;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        return z + (z3 + z) / (4.0 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96.0 * freedom * freedom);
    }
}
