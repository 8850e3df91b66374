package io.mangaassist.guardrails;

import io.mangaassist.core.NamedThreads;
import io.micrometer.core.instrument.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** The remote tier as it was asked for: an evaluator, its share of the quota, its memory, a candidate beside it; each may be absent. */
record RemoteTier(
        @Nullable RemoteEvaluator evaluator,
        RemoteGovernor.@Nullable Share share,
        @Nullable CachedVerdicts cache,
        RemoteShadow.@Nullable Settings candidate) {

    /** The remote tier as answers see it: first what is known, then what the quota allows. */
    @Nullable
    RemoteEvaluator assemble(
            GuardPolicy policy,
            Clock clock,
            GuardrailMeters meters,
            ScheduledExecutorService keeper,
            @Nullable RemoteShadow shadow) {
        RemoteEvaluator tier = evaluator;
        if (tier != null && shadow != null) {
            tier = shadow.beside(tier);
        }
        if (tier != null && share != null) {
            RemoteGovernor governor = new RemoteGovernor(tier, share, clock, keeper);
            if (shadow != null) {
                shadow.within(governor);
            }
            tier = governor;
        }
        if (tier != null && cache != null) {
            tier = new VerdictCache(tier, policy.version(), cache, clock, meters::cacheHit);
        }
        return tier;
    }

    /** The thread that keeps time limits. */
    static ScheduledExecutorService limitKeeper(String name) {
        ScheduledThreadPoolExecutor keeper =
                new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("mangaassist-guardrails-" + name));
        // most limits are never reached: a cancelled one must not keep its answer in memory
        keeper.setRemoveOnCancelPolicy(true);
        keeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return keeper;
    }
}
