package io.mangaassist.pool;

import java.util.Locale;

/**
 * What a {@link FleetPlan} would come to. Counts requests that missed the cache.
 *
 * @param answers how they were answered, as shares within 0..1
 * @param latency over all of them, degraded and failed ones too
 * @param throttled calls that the quota refused with 429
 * @param primaryBusy mean part of the primary's permits in use while customers came
 * @param needs what the fleet should have instead
 */
public record Forecast(Answers answers, Latency latency, long throttled, double primaryBusy, Needs needs) {

    /** The promise of the runbooks: answers inside two seconds are goodput. */
    static final double PROMISE_SECONDS = 2;

    /**
     * Returns the forecast as a table for people.
     *
     * @return lines of a name and a value
     */
    public String toTable() {
        return String.format(
                Locale.ROOT,
                """
                requests that missed the cache   %,d
                answered by a model within 2 s   %.1f %%
                answered by the primary          %.1f %%
                answered by the fallback         %.1f %%
                degraded answers                 %.1f %%
                failed                           %.1f %%
                latency p50 / p99                %.2f s / %.2f s
                calls refused with 429           %,d
                primary's permits in use         %.1f %%
                permits needed: task / fleet     %,d / %,d
                or tasks needed, as sized        %,d
                quota to ask for                 %,.0f requests a minute
                """,
                answers.count(),
                100 * answers.goodput(),
                100 * answers.primary(),
                100 * answers.fallback(),
                100 * answers.degraded(),
                100 * answers.failed(),
                latency.p50(),
                latency.p99(),
                throttled,
                100 * primaryBusy,
                needs.permitsPerTask(),
                needs.permits(),
                needs.tasks(),
                needs.requestsPerMinute());
    }

    /**
     * Returns the forecast for programs.
     *
     * @return one JSON object on one line
     */
    public String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"requests\":%d,\"goodput\":%.4f,\"primary\":%.4f,\"fallback\":%.4f,\"degraded\":%.4f,"
                        + "\"failed\":%.4f,\"p50Seconds\":%.4f,\"p99Seconds\":%.4f,\"throttled\":%d,\"primaryBusy\":%.4f,"
                        + "\"permitsPerTask\":%d,\"permits\":%d,\"tasks\":%d,\"requestsPerMinute\":%.0f}",
                answers.count(),
                answers.goodput(),
                answers.primary(),
                answers.fallback(),
                answers.degraded(),
                answers.failed(),
                latency.p50(),
                latency.p99(),
                throttled,
                primaryBusy,
                needs.permitsPerTask(),
                needs.permits(),
                needs.tasks(),
                needs.requestsPerMinute());
    }

    /**
     * How requests were answered.
     *
     * @param count of requests
     * @param goodput part answered by a model within 2 s
     * @param primary part answered by the primary
     * @param fallback part answered by the fallback
     * @param degraded part that got the degraded answer
     * @param failed part that failed
     */
    public record Answers(
            long count, double goodput, double primary, double fallback, double degraded, double failed) {}

    /**
     * Times from arrival to answer.
     *
     * @param p50 median in seconds
     * @param p99 in seconds
     */
    public record Latency(double p50, double p99) {}

    /**
     * What the load needs if the primary is to answer all of it.
     *
     * @param permitsPerTask with the planned number of tasks
     * @param permits of the fleet
     * @param tasks with the planned number of permits in each
     * @param requestsPerMinute quota of the account
     */
    public record Needs(int permitsPerTask, int permits, int tasks, double requestsPerMinute) {

        static Needs of(PoolSizing sizing, FleetPlan plan) {
            PoolSizing.Advice now = sizing.tasks(plan.load().tasks()).advise();
            int fleet = sizing.tasks(1).advise().fleet();
            int tasks = (int) Math.ceil((double) fleet / plan.primary().permits());
            return new Needs(now.perTask(), now.fleet(), tasks, now.requestsPerMinute());
        }
    }
}
