package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import java.time.Duration;
import java.util.Optional;

/**
 * A fleet to be tried out on paper: load, tasks, models and the size of their pools. {@link #simulate()} plays it event by
 * event (Poisson arrivals, lognormal answers, seeded): the same plan gives the same forecast, on every machine. Immutable;
 * each setting returns a changed copy.
 *
 * <pre>{@code
 * Forecast sale = FleetPlan.peak(2_200).hitRate(0.05).tasks(8)
 *         .primary(Model.of(Duration.ofMillis(500), 0.5, 10))
 *         .fallback(Model.of(Duration.ofMillis(200), 0.4, 73))
 *         .simulate();
 * }</pre>
 */
public final class FleetPlan {

    private final Load load;
    private final Model primary;
    private final Optional<Model> fallback;
    private final Queueing queueing;

    private FleetPlan(Load load, Model primary, Optional<Model> fallback, Queueing queueing) {
        this.load = load;
        this.primary = primary;
        this.fallback = fallback;
        this.queueing = queueing;
    }

    /**
     * Starts with the peak of all tasks together.
     *
     * @param requestsPerSecond greater than zero, at most 100,000
     * @return a plan for one minute, one task, no cache, the runbook's Sonnet with 10 permits, no fallback
     */
    public static FleetPlan peak(double requestsPerSecond) {
        Checks.check(
                requestsPerSecond > 0 && requestsPerSecond <= 100_000, "rps", "within 0..100000", requestsPerSecond);
        return new FleetPlan(
                new Load(requestsPerSecond, 0, 1, 60, 1),
                Model.of(Duration.ofMillis(500), 0.5, 10),
                Optional.empty(),
                Queueing.LADDER);
    }

    /**
     * Sets the part of requests that the cache answers.
     *
     * @param rate within 0..1, less than 1
     * @return a changed copy
     */
    public FleetPlan hitRate(double rate) {
        Checks.check(rate >= 0 && rate < 1, "hits", "within 0..1, less than 1", rate);
        return with(new Load(load.rps, rate, load.tasks, load.seconds, load.seed));
    }

    /**
     * Sets how many tasks share the load evenly.
     *
     * @param count within 1..10,000
     * @return a changed copy
     */
    public FleetPlan tasks(int count) {
        Checks.check(count > 0 && count <= 10_000, "tasks", "within 1..10000", count);
        return with(new Load(load.rps, load.hitRate, count, load.seconds, load.seed));
    }

    /**
     * Sets how long customers come.
     *
     * @param seconds within 1..600
     * @return a changed copy
     */
    public FleetPlan seconds(int seconds) {
        Checks.check(seconds > 0 && seconds <= 600, "seconds", "within 1..600", seconds);
        return with(new Load(load.rps, load.hitRate, load.tasks, seconds, load.seed));
    }

    /**
     * Sets the seed of all chance.
     *
     * @param seed any number
     * @return a changed copy
     */
    public FleetPlan seed(long seed) {
        return with(new Load(load.rps, load.hitRate, load.tasks, load.seconds, seed));
    }

    /**
     * Sets the model that is asked first.
     *
     * @param model its speed and pool
     * @return a changed copy
     */
    public FleetPlan primary(Model model) {
        return new FleetPlan(load, model, fallback, queueing);
    }

    /**
     * Sets the model that takes what the first cannot.
     *
     * @param model its speed and pool
     * @return a changed copy
     */
    public FleetPlan fallback(Model model) {
        return new FleetPlan(load, primary, Optional.of(model), queueing);
    }

    /**
     * Sets how requests wait.
     *
     * @param how the way of this library, or that of the incident
     * @return a changed copy
     */
    public FleetPlan queueing(Queueing how) {
        return new FleetPlan(load, primary, fallback, how);
    }

    /**
     * Plays the plan. Takes about a second for each million requests, on the caller's thread.
     *
     * @return what would happen
     */
    public Forecast simulate() {
        return new FleetSimulation(this).run();
    }

    private FleetPlan with(Load changed) {
        return new FleetPlan(changed, primary, fallback, queueing);
    }

    Load load() {
        return load;
    }

    Model primary() {
        return primary;
    }

    Optional<Model> fallback() {
        return fallback;
    }

    Queueing queueing() {
        return queueing;
    }

    @Override
    public String toString() {
        return "FleetPlan{" + load + ", primary=" + primary + ", fallback=" + fallback + ", " + queueing + "}";
    }

    /** How requests wait for a permit. */
    public enum Queueing {
        /** As this library does it: while waiting is shorter than the fallback's whole answer. */
        LADDER,
        /** As the SDK's own pool in the incident: ten thousand waiters, five seconds, in order of arrival. */
        INCIDENT
    }

    /**
     * A model as a fleet sees it.
     *
     * @param mean time of an answer
     * @param variation standard deviation of that time in parts of the mean
     * @param permits of one task
     * @param requestsPerMinute quota of the account, 0 for none
     */
    public record Model(Duration mean, double variation, int permits, double requestsPerMinute) {

        /** Checks the numbers. */
        public Model {
            Checks.positive("mean", mean);
            Checks.check(variation >= 0 && variation <= 10, "variation", "within 0..10", variation);
            Checks.check(permits > 0 && permits <= 100_000, "pool", "within 1..100000", permits);
            Checks.check(requestsPerMinute >= 0, "requestsPerMinute", ">= 0", requestsPerMinute);
        }

        /**
         * Makes a model without a quota.
         *
         * @param mean time of an answer
         * @param variation standard deviation of that time in parts of the mean
         * @param permits of one task
         * @return the model
         */
        public static Model of(Duration mean, double variation, int permits) {
            return new Model(mean, variation, permits, 0);
        }

        /**
         * Sets the quota of the account.
         *
         * @param perMinute 0 for none
         * @return a changed copy
         */
        public Model requestQuota(double perMinute) {
            return new Model(mean, variation, permits, perMinute);
        }
    }

    record Load(double rps, double hitRate, int tasks, int seconds, long seed) {}
}
