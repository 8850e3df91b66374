package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the circuit breaker of a rung opens, and for how long. It looks at the last two hundred calls once there are
 * twenty. Immutable; each setting returns a changed copy. Live settings take effect at once, with an empty memory; a
 * breaker that is open stays so for the new time.
 */
public final class PoolBreaker {

    private static final double FAILURE_PERCENT = 50;
    private static final double SLOW_PERCENT = 80;
    /** Long enough for a service to recover its breath, short enough for a sale. */
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final LiveSetting<Double> failurePercent;
    private final LiveSetting<Double> slowPercent;
    private final @Nullable LiveSetting<Duration> slowAfter;
    private final LiveSetting<Duration> openFor;

    private PoolBreaker(
            LiveSetting<Double> failurePercent,
            LiveSetting<Double> slowPercent,
            @Nullable LiveSetting<Duration> slowAfter,
            LiveSetting<Duration> openFor) {
        this.failurePercent = failurePercent;
        this.slowPercent = slowPercent;
        this.slowAfter = slowAfter;
        this.openFor = openFor;
    }

    /** {@return the defaults: half failed, or four in five slower than the promise; open for 5 s} */
    public static PoolBreaker defaults() {
        return new PoolBreaker(
                LiveSetting.fixed("breaker-failure-percent", FAILURE_PERCENT),
                LiveSetting.fixed("breaker-slow-percent", SLOW_PERCENT),
                null,
                LiveSetting.fixed("breaker-open", OPEN));
    }

    /**
     * Sets the part of failed calls at which the breaker opens; 429s are none.
     *
     * @param percent above 0, at most 100
     * @return a changed copy
     */
    public PoolBreaker failurePercent(double percent) {
        return failurePercent(LiveSetting.fixed("breaker-failure-percent", percent("failurePercent", percent)));
    }

    /**
     * As {@link #failurePercent(double)}, to be changed while the pool runs.
     *
     * @param percent the setting
     * @return a changed copy
     */
    public PoolBreaker failurePercent(LiveSetting<Double> percent) {
        percent("failurePercent", percent.get());
        return new PoolBreaker(percent, slowPercent, slowAfter, openFor);
    }

    /**
     * Sets the part of slow calls at which the breaker opens.
     *
     * @param percent above 0, at most 100, which is "only if all are slow"
     * @return a changed copy
     */
    public PoolBreaker slowPercent(double percent) {
        return slowPercent(LiveSetting.fixed("breaker-slow-percent", percent("slowPercent", percent)));
    }

    /**
     * As {@link #slowPercent(double)}, to be changed while the pool runs.
     *
     * @param percent the setting
     * @return a changed copy
     */
    public PoolBreaker slowPercent(LiveSetting<Double> percent) {
        percent("slowPercent", percent.get());
        return new PoolBreaker(failurePercent, percent, slowAfter, openFor);
    }

    /**
     * Sets from which time to its first content a call is slow. Default: the pool's time to the first token.
     *
     * @param time greater than zero
     * @return a changed copy
     */
    public PoolBreaker slowAfter(Duration time) {
        return slowAfter(LiveSetting.fixed("breaker-slow-after", Checks.positive("slowAfter", time)));
    }

    /**
     * As {@link #slowAfter(Duration)}, to be changed while the pool runs.
     *
     * @param time the setting
     * @return a changed copy
     */
    public PoolBreaker slowAfter(LiveSetting<Duration> time) {
        return new PoolBreaker(failurePercent, slowPercent, Objects.requireNonNull(time, "slowAfter"), openFor);
    }

    /**
     * Sets how long the breaker stays open before it tries some calls.
     *
     * @param time greater than zero
     * @return a changed copy
     */
    public PoolBreaker openFor(Duration time) {
        return openFor(LiveSetting.fixed("breaker-open", Checks.positive("openFor", time)));
    }

    /**
     * As {@link #openFor(Duration)}, to be changed while the pool runs.
     *
     * @param time the setting
     * @return a changed copy
     */
    public PoolBreaker openFor(LiveSetting<Duration> time) {
        return new PoolBreaker(failurePercent, slowPercent, slowAfter, Objects.requireNonNull(time, "openFor"));
    }

    Thresholds now(Duration promise) {
        return new Thresholds(
                failurePercent.get().floatValue(),
                slowPercent.get().floatValue(),
                slowAfter == null ? promise : slowAfter.get(),
                openFor.get());
    }

    /** Calls back after each change until all that is returned is closed. */
    List<AutoCloseable> onChange(Runnable changed) {
        List<AutoCloseable> all = new ArrayList<>();
        all.add(failurePercent.onChange(value -> changed.run()));
        all.add(slowPercent.onChange(value -> changed.run()));
        all.add(openFor.onChange(value -> changed.run()));
        if (slowAfter != null) {
            all.add(slowAfter.onChange(value -> changed.run()));
        }
        return all;
    }

    private static double percent(String setting, double percent) {
        Checks.check(percent > 0 && percent <= 100, setting, "above 0, at most 100", percent);
        return percent;
    }

    @Override
    public String toString() {
        return "PoolBreaker{failurePercent=" + failurePercent.get() + ", slowPercent=" + slowPercent.get()
                + ", slowAfter=" + (slowAfter == null ? "promise" : slowAfter.get()) + ", openFor=" + openFor.get()
                + "}";
    }

    record Thresholds(float failurePercent, float slowPercent, Duration slowAfter, Duration openFor) {}
}
