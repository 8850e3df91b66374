package io.mangaassist.operate;

/**
 * How many samples a gate needs on each side to see a shift of the median: n = 2 (1.2533 s 2.80 / shift)^2 for a spread
 * of s, at 5 % two-sided and a power of 80 %. 1.2533 s / sqrt(n) is the standard error of a median. For 10 ms: 99 at a
 * spread of 20 ms, 2,463 at 100 ms, 22,167 at 300 ms.
 */
final class SampleSize {

    private static final double MEDIAN = 1.2533;
    private static final double POWER = 2.80;
    /** Below this the median's distribution is not the one that the formula stands on. */
    private static final long LEAST = 30;

    private SampleSize() {}

    static long needed(double spreadMillis, double shiftMillis) {
        double ratio = MEDIAN * spreadMillis * POWER / shiftMillis;
        return Math.max(LEAST, (long) Math.ceil(2 * ratio * ratio));
    }
}
