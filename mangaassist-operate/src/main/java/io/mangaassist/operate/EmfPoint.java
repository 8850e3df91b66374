package io.mangaassist.operate;

import java.util.Arrays;

/** What one series has to tell of one step: values, and how often each occurred. Used by one thread. */
final class EmfPoint {

    private double[] values = new double[8];
    private double[] counts = new double[8];
    private int size;

    void add(double value, double count) {
        if (!Double.isFinite(value) || count <= 0) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        values[size] = value;
        counts[size++] = count;
    }

    int size() {
        return size;
    }

    double value(int index) {
        return values[index];
    }

    double count(int index) {
        return counts[index];
    }
}
