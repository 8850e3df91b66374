package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import java.time.Duration;

/**
 * Says how many permits a pool needs: peak requests a second that reach the model, times the time each holds a permit,
 * times a headroom; no more than the account's quota can keep busy. Immutable; each setting returns a changed copy.
 *
 * <pre>{@code
 * PoolSizing.Advice advice = PoolSizing.peak(2_200).missRate(0.95).hold(Duration.ofMillis(500)).tasks(8).advise();
 * advice.fleet();     // 1568
 * advice.perTask();   // 196
 * }</pre>
 *
 * <p>The peak that goes in is the peak of the event, twice the usual one for a sale if nothing better is known; the
 * headroom of 1.5 stands on top of it and is the same statement as scaling out at 70 % utilisation. Hold times are those
 * of whole calls: a stream holds its permit to the last byte, eight to ten times as long as to its first token.
 */
public final class PoolSizing {

    /** What the runbook adds to the calculated size. */
    public static final double DEFAULT_HEADROOM = 1.5;

    private final Load load;
    private final Quota quota;
    private final int tasks;
    private final double headroom;

    private PoolSizing(Load load, Quota quota, int tasks, double headroom) {
        this.load = load;
        this.quota = quota;
        this.tasks = tasks;
        this.headroom = headroom;
    }

    /**
     * Starts with the peak of all tasks together.
     *
     * @param requestsPerSecond greater than zero
     * @return a sizing for one task, no cache, calls of 500 ms (the runbook's Sonnet) and no quota
     */
    public static PoolSizing peak(double requestsPerSecond) {
        Checks.positive("requestsPerSecond", requestsPerSecond);
        Load load = new Load(requestsPerSecond, 1, 0, 0);
        return new PoolSizing(load, new Quota(0, 0, 0), 1, DEFAULT_HEADROOM);
    }

    /**
     * Sets the part of the requests that reach this model: those that miss the cache and are routed to it.
     *
     * @param rate within 0..1
     * @return a changed copy
     */
    public PoolSizing missRate(double rate) {
        Checks.check(rate >= 0 && rate <= 1, "missRate", "within 0..1", rate);
        return with(new Load(load.peak(), rate, load.holdSeconds(), load.shares()));
    }

    /**
     * Sets how long every call holds its permit.
     *
     * @param time greater than zero
     * @return a changed copy
     */
    public PoolSizing hold(Duration time) {
        Checks.positive("hold", time);
        return with(new Load(load.peak(), load.missRate(), seconds(time), 1));
    }

    /**
     * Adds a kind of call: streams hold longer than calls answered at once. The shares of all kinds make 1.
     *
     * @param share part of the calls, greater than 0, at most 1
     * @param time greater than zero
     * @return a changed copy
     */
    public PoolSizing calls(double share, Duration time) {
        Checks.check(share > 0 && share <= 1, "share", "within 0..1", share);
        Checks.positive("time", time);
        double holdSeconds = load.holdSeconds() + share * seconds(time);
        return with(new Load(load.peak(), load.missRate(), holdSeconds, load.shares() + share));
    }

    /**
     * Sets how many tasks share the load.
     *
     * @param count greater than zero
     * @return a changed copy
     */
    public PoolSizing tasks(int count) {
        return new PoolSizing(load, quota, Checks.positive("tasks", count), headroom);
    }

    /**
     * Sets by how much the pool is larger than the mean need. Default 1.5.
     *
     * @param factor 1 or more
     * @return a changed copy
     */
    public PoolSizing headroom(double factor) {
        Checks.check(factor >= 1 && factor < Double.POSITIVE_INFINITY, "headroom", ">= 1", factor);
        return new PoolSizing(load, quota, tasks, factor);
    }

    /**
     * Sets the account's quota of requests for this model. Default: none.
     *
     * @param perMinute greater than zero
     * @return a changed copy
     */
    public PoolSizing requestQuota(double perMinute) {
        Checks.positive("requestQuota", perMinute);
        return new PoolSizing(load, new Quota(perMinute, quota.tokens(), quota.perCall()), tasks, headroom);
    }

    /**
     * Sets the account's quota of tokens for this model. Default: none.
     *
     * @param perMinute greater than zero
     * @param perCall what one call costs of it: input plus output times the burn-down, greater than zero
     * @return a changed copy
     */
    public PoolSizing tokenQuota(double perMinute, double perCall) {
        Checks.positive("tokenQuota", perMinute);
        Checks.positive("perCall", perCall);
        return new PoolSizing(load, new Quota(quota.requests(), perMinute, perCall), tasks, headroom);
    }

    /**
     * Calculates the size.
     *
     * @return what to set, and why
     * @throws IllegalArgumentException if the shares of the kinds of calls do not make 1
     */
    public Advice advise() {
        double shares = load.shares();
        Checks.check(shares == 0 || Math.abs(shares - 1) < 1e-9, "shares of calls", "1 together", shares);
        double hold = shares == 0 ? 0.5 : load.holdSeconds();
        double perSecond = load.peak() * load.missRate();
        double little = perSecond / tasks * hold * headroom;
        double byRequests = quota.requests() == 0 ? Double.MAX_VALUE : quota.requests() / 60 * hold / tasks;
        double byTokens = quota.tokens() == 0 ? Double.MAX_VALUE : quota.tokens() / quota.perCall() / 60 * hold / tasks;
        double size = Math.min(little, Math.min(byRequests, byTokens));
        Bound bound = size == little ? Bound.LOAD : size == byRequests ? Bound.REQUEST_QUOTA : Bound.TOKEN_QUOTA;
        // A quota must not be rounded up, except to the one permit without which nothing moves.
        double rounded = bound == Bound.LOAD ? Math.ceil(size) : Math.floor(size);
        int perTask = (int) Math.min(Integer.MAX_VALUE / (double) tasks, Math.max(1, rounded));
        return new Advice(perTask, perTask * tasks, bound, perSecond, perSecond * 60);
    }

    private PoolSizing with(Load changed) {
        return new PoolSizing(changed, quota, tasks, headroom);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    @Override
    public String toString() {
        return "PoolSizing{" + load + ", " + quota + ", tasks=" + tasks + ", headroom=" + headroom + "}";
    }

    /** What limits the size. */
    public enum Bound {
        /** Enough for the load: the quota would keep more permits busy. */
        LOAD,
        /** More permits would only turn waiting into 429s: ask for more requests a minute. */
        REQUEST_QUOTA,
        /** As {@link #REQUEST_QUOTA}, for tokens a minute. */
        TOKEN_QUOTA
    }

    /**
     * An advised size.
     *
     * @param perTask permits of one task
     * @param fleet permits of all tasks
     * @param bound what limits it
     * @param callsPerSecond that reach the model at the peak
     * @param requestsPerMinute the quota that the peak needs
     */
    public record Advice(int perTask, int fleet, Bound bound, double callsPerSecond, double requestsPerMinute) {}

    private record Load(double peak, double missRate, double holdSeconds, double shares) {}

    private record Quota(double requests, double tokens, double perCall) {}
}
