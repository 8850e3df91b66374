package io.mangaassist.operate;

/** The upper tail of the standard normal distribution. */
final class Normal {

    private static final double SERIES_UP_TO = 3;
    private static final int TERMS = 60;

    private Normal() {}

    /** Returns the probability of a value above {@code x}. */
    static double above(double x) {
        if (x < 0) {
            return 1 - above(-x);
        }
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        return x < SERIES_UP_TO ? 0.5 - density * series(x) : density * fraction(x);
    }

    /** x + x^3/3 + x^5/15 + ..., each term the one before times x^2 over the next odd number. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < TERMS; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return sum;
    }

    /** 1 / (x + 1 / (x + 2 / (x + 3 / ...))), from its end. */
    private static double fraction(double x) {
        double value = x;
        for (int k = TERMS; k > 0; k--) {
            value = x + k / value;
        }
        return 1 / value;
    }
}
