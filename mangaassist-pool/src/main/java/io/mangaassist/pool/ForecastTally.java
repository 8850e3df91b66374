package io.mangaassist.pool;

import java.util.Arrays;

/** Counts what a simulation brings. */
final class ForecastTally {

    private final long[] answered;
    private double[] latencies = new double[1 << 16];
    private int count;
    private long inTime;
    private long degraded;
    private long failed;
    private long throttled;
    private double primarySeconds;

    ForecastTally(int models) {
        this.answered = new long[models];
    }

    void answered(int model, double seconds) {
        answered[model]++;
        if (seconds <= Forecast.PROMISE_SECONDS) {
            inTime++;
        }
        note(seconds);
    }

    void unanswered(double seconds, boolean asError) {
        if (asError) {
            failed++;
        } else {
            degraded++;
        }
        note(seconds);
    }

    void throttled() {
        throttled++;
    }

    void primaryBusy(double seconds) {
        primarySeconds += seconds;
    }

    private void note(double seconds) {
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, count * 2);
        }
        latencies[count++] = seconds;
    }

    Forecast forecast(FleetPlan plan, double permitSeconds) {
        double[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        PoolSizing sizing = PoolSizing.peak(plan.load().rps())
                .missRate(1 - plan.load().hitRate())
                .hold(plan.primary().mean());
        return new Forecast(
                new Forecast.Answers(
                        count,
                        share(inTime),
                        share(answered[0]),
                        answered.length > 1 ? share(answered[1]) : 0,
                        share(degraded),
                        share(failed)),
                new Forecast.Latency(quantile(sorted, 0.5), quantile(sorted, 0.99)),
                throttled,
                primarySeconds / permitSeconds,
                Forecast.Needs.of(sizing, plan));
    }

    private double share(long part) {
        return count == 0 ? 0 : (double) part / count;
    }

    private static double quantile(double[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * quantile) - 1];
    }
}
