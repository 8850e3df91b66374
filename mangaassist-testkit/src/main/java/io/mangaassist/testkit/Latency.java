package io.mangaassist.testkit;

import java.time.Duration;
import java.util.Random;

/**
 * A distribution of durations from which a simulator draws how long something takes.
 *
 * <p>Immutable: the random source belongs to the simulated model, so the same seed gives the same sequence again.
 */
public final class Latency {
    private static final Latency NONE = new Latency(0, 0);

    private final double meanNanos;
    private final double cv;

    private Latency(double meanNanos, double cv) {
        this.meanNanos = meanNanos;
        this.cv = cv;
    }

    /** No time at all. */
    public static Latency none() {
        return NONE;
    }

    /** Always the same time, at least 0. */
    public static Latency fixed(Duration value) {
        return new Latency(Require.notNegative("latency", value).toNanos(), 0);
    }

    /**
     * Lognormal, the usual shape of service times: many near the mean, a long tail to the right.
     *
     * @param mean arithmetic mean, at least 0
     * @param cv coefficient of variation (standard deviation divided by the mean), at least 0; 0.4 is a calm service
     */
    public static Latency lognormal(Duration mean, double cv) {
        Require.that(cv >= 0 && cv < 100, "cv", "from 0 to 100", cv);
        return new Latency(Require.notNegative("mean", mean).toNanos(), cv);
    }

    long drawNanos(Random random) {
        if (cv == 0 || meanNanos == 0) {
            return (long) meanNanos;
        }
        double variance = Math.log1p(cv * cv);
        double mu = Math.log(meanNanos) - variance / 2;
        return (long) Math.exp(mu + Math.sqrt(variance) * random.nextGaussian());
    }

    @Override
    public String toString() {
        return "Latency[mean=" + Duration.ofNanos((long) meanNanos) + ", cv=" + cv + "]";
    }
}
