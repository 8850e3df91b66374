package io.mangaassist.cache;

import org.jspecify.annotations.Nullable;

/** Arithmetic on embeddings of length 1. */
final class Vectors {

    private Vectors() {}

    /** Returns the vector scaled to length 1, or null if it is not {@code dimensions} finite numbers, not all zero. */
    static float @Nullable [] normalised(float[] vector, int dimensions) {
        double squares = 0;
        for (float part : vector) {
            squares += (double) part * part;
        }
        if (vector.length != dimensions || !(squares > 0) || Double.isInfinite(squares)) {
            return null;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        float[] unit = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            unit[i] = vector[i] * scale;
        }
        return unit;
    }

    /** Returns the cosine of two vectors of length 1; four sums, since one waits for itself at every step. */
    static double dot(float[] left, float[] right) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < left.length; i += 4) {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }
        for (; i < left.length; i++) {
            a += left[i] * right[i];
        }
        return Math.max(-1, Math.min(1, (double) a + b + c + d));
    }

    /** Returns one bit for each dimension: its sign. */
    static long[] signs(float[] vector) {
        long[] signs = new long[(vector.length + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                signs[i / Long.SIZE] |= 1L << (i % Long.SIZE);
            }
        }
        return signs;
    }

    /** Returns in how many bits the words from {@code from} on differ from the wanted ones. */
    static int distance(long[] words, int from, long[] wanted) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        int i = 0;
        for (; i + 3 < wanted.length; i += 4) {
            a += Long.bitCount(words[from + i] ^ wanted[i]);
            b += Long.bitCount(words[from + i + 1] ^ wanted[i + 1]);
            c += Long.bitCount(words[from + i + 2] ^ wanted[i + 2]);
            d += Long.bitCount(words[from + i + 3] ^ wanted[i + 3]);
        }
        for (; i < wanted.length; i++) {
            a += Long.bitCount(words[from + i] ^ wanted[i]);
        }
        return a + b + c + d;
    }
}
