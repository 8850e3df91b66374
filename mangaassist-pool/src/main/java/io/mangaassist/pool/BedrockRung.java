package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * One rung of the ladder: a model, the client that reaches it and the permits for calls to it. Immutable; each setting
 * returns a changed copy. The client stays the caller's, who closes it after the pool.
 *
 * <p>Several rungs may name the same model, as in another region's client or a smaller answer.
 */
public final class BedrockRung {

    /** The size of the runbook's pool after its emergency change; {@link PoolSizing} gives a better one. */
    public static final int DEFAULT_PERMITS = 25;

    private final String name;
    private final String modelId;
    private final BedrockRuntimeAsyncClient client;
    private final BedrockRungLimits limits;

    private BedrockRung(String name, String modelId, BedrockRuntimeAsyncClient client, BedrockRungLimits limits) {
        this.name = name;
        this.modelId = modelId;
        this.client = client;
        this.limits = limits;
    }

    /**
     * Makes a rung with {@value #DEFAULT_PERMITS} permits.
     *
     * @param name how meters and routes call it, at most 40 letters, digits, dots and dashes, not {@code degraded} or
     *     {@code none}
     * @param modelId model id or inference profile, as a request names it
     * @param client the client for this model; its retry strategy must be off. Clients made with {@link BedrockHttp} are
     *     fit; a client of its own for each model keeps the sockets of one from starving the other
     * @return the rung
     */
    public static BedrockRung of(String name, String modelId, BedrockRuntimeAsyncClient client) {
        Checks.check(
                name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,39}"), "name", "1..40 letters, digits, dots, dashes", name);
        Checks.check(
                !name.equals(Route.DEGRADED) && !name.equals(Route.NOBODY), "name", "none of degraded, none", name);
        Checks.notBlank("modelId", modelId);
        Objects.requireNonNull(client, "client");
        LiveSetting<Integer> permits = LiveSetting.fixed(name + "-permits", DEFAULT_PERMITS);
        return new BedrockRung(name, modelId, client, BedrockRungLimits.of(permits));
    }

    /**
     * Sets how many calls may run at once, to the last byte of a stream.
     *
     * @param count greater than zero
     * @return a changed copy
     */
    public BedrockRung permits(int count) {
        return permits(LiveSetting.fixed(name + "-permits", Checks.positive("permits", count)));
    }

    /**
     * Sets how many calls may run at once, to be changed while the pool runs. More permits wake waiting requests; fewer
     * take effect as calls end.
     *
     * @param setting the number, greater than zero
     * @return a changed copy
     */
    public BedrockRung permits(LiveSetting<Integer> setting) {
        Checks.positive("permits", setting.get());
        return with(limits.permits(setting));
    }

    /**
     * Lowers {@code maxTokens} of requests that fall back to this rung: shorter answers free permits sooner. A request that
     * asks for fewer keeps its number; a request for this rung itself is not changed.
     *
     * @param tokens greater than zero
     * @return a changed copy
     */
    public BedrockRung maxTokens(int tokens) {
        Checks.positive("maxTokens", tokens);
        return with(limits.maxTokens(tokens));
    }

    /**
     * Sets how long a call to this rung may take to its first content before the request goes on to the next rung. Not
     * set, only the deadline of the request counts.
     *
     * @param timeout greater than zero
     * @return a changed copy
     */
    public BedrockRung firstTokenTimeout(Duration timeout) {
        Checks.positive("firstTokenTimeout", timeout);
        return with(limits.firstTokenTimeout(timeout));
    }

    /**
     * Sets how many requests a minute this task may send to the rung: its part of the account's quota. Beyond it requests
     * go on to the next rung without a call. Default: no limit.
     *
     * @param perMinute greater than zero
     * @return a changed copy
     */
    public BedrockRung requestQuota(int perMinute) {
        Checks.positive("requestQuota", perMinute);
        QuotaLimits quota = limits.quota();
        return with(limits.quota(new QuotaLimits(perMinute, quota.tokensPerMinute(), quota.burndown(), quota.fleet())));
    }

    /**
     * Sets how many quota tokens a minute this task may use at the rung. A call takes an estimate of its input plus its
     * {@code maxTokens} (4,096 if it names none) before it is sent, and is settled with the usage that its answer reports.
     * Bodies of {@code invokeModel} are understood for Claude; those of other families count as requests only. Default: no
     * limit.
     *
     * @param perMinute greater than zero
     * @param burndown quota tokens of one output token, greater than zero; 5 for the Claude 4 family
     * @return a changed copy
     */
    public BedrockRung tokenQuota(int perMinute, int burndown) {
        Checks.positive("tokenQuota", perMinute);
        Checks.positive("burndown", burndown);
        QuotaLimits quota = limits.quota();
        return with(limits.quota(new QuotaLimits(quota.requestsPerMinute(), perMinute, burndown, quota.fleet())));
    }

    /**
     * Makes {@link #requestQuota} and {@link #tokenQuota} the quotas of the whole fleet, which its tasks share: each leases
     * batches of about a second ahead of its requests, so that no request waits for the budget. While the budget cannot be
     * reached the task uses quota / tasks. Rungs of one model share one budget.
     *
     * @param budget where the quota is kept; stays the caller's
     * @param tasks the most tasks that the fleet will have, greater than zero
     * @return a changed copy
     */
    public BedrockRung fleetQuota(FleetBudget budget, int tasks) {
        FleetShare share = new FleetShare(Objects.requireNonNull(budget, "budget"), Checks.positive("tasks", tasks));
        QuotaLimits quota = limits.quota();
        return with(limits.quota(
                new QuotaLimits(quota.requestsPerMinute(), quota.tokensPerMinute(), quota.burndown(), share)));
    }

    /**
     * Sets how the permits follow the rung's calls, within one and the number that was set. Default: a 429 cuts them to
     * seven tenths of those in use, answers bring them back one by one.
     *
     * @param algorithm makes one for each pool that the rung is built into, given the number of permits
     * @return a changed copy
     */
    public BedrockRung limitAlgorithm(IntFunction<? extends LimitAlgorithm> algorithm) {
        return with(limits.algorithm(Objects.requireNonNull(algorithm, "limitAlgorithm")));
    }

    /**
     * Sets what changes requests that fall back to this rung. Default: nothing but the model id and the bound of the answer
     * changes.
     *
     * @param adapter the port
     * @return a changed copy
     */
    public BedrockRung adapter(BedrockAdapter adapter) {
        return with(limits.adapter(Objects.requireNonNull(adapter, "adapter")));
    }

    private BedrockRung with(BedrockRungLimits changed) {
        return new BedrockRung(name, modelId, client, changed);
    }

    /**
     * Returns the name.
     *
     * @return how meters and routes call the rung
     */
    public String name() {
        return name;
    }

    /**
     * Returns the model.
     *
     * @return model id or inference profile
     */
    public String modelId() {
        return modelId;
    }

    /**
     * Returns the bound of answers to requests that fall back to this rung.
     *
     * @return tokens, if set
     */
    public Optional<Integer> maxTokens() {
        return Optional.ofNullable(limits.maxTokens());
    }

    BedrockRuntimeAsyncClient client() {
        return client;
    }

    LiveSetting<Integer> permits() {
        return limits.permits();
    }

    @Nullable
    Duration firstTokenTimeout() {
        return limits.firstTokenTimeout();
    }

    QuotaLimits quota() {
        return limits.quota();
    }

    @Nullable
    IntFunction<? extends LimitAlgorithm> algorithm() {
        return limits.algorithm();
    }

    @Nullable
    BedrockAdapter adapter() {
        return limits.adapter();
    }

    @Override
    public String toString() {
        return "BedrockRung{" + name + ", " + modelId + ", permits=" + permits().get() + "}";
    }
}
