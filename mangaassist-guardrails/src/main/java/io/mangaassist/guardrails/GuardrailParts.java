package io.mangaassist.guardrails;

import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** What all answers of one guardrail share. */
record GuardrailParts(
        GuardrailConfig config,
        GuardrailMeters meters,
        GuardrailCounts counts,
        TokenCalibration calibration,
        @Nullable RemoteEvaluator remote,
        @Nullable Shadow shadow,
        @Nullable RemoteShadow remoteShadow,
        ModeTrial modes,
        ScheduledExecutorService scheduler,
        Set<RunningCheck> running) {

    /** The recipe. */
    static GuardrailParts assemble(
            GuardPolicy policy,
            GuardrailConfig config,
            RemoteTier tier,
            @Nullable ShadowSettings shadow,
            MeterRegistry registry,
            ScheduledExecutorService keeper) {
        GuardrailMeters meters = new GuardrailMeters(registry, config.name(), policy);
        Runnable disagreed = meters::shadowDisagreed;
        RemoteShadow candidate =
                tier.candidate() == null ? null : new RemoteShadow(tier.candidate(), config.clock(), disagreed);
        return new GuardrailParts(
                config,
                meters,
                new GuardrailCounts(),
                new TokenCalibration(),
                tier.assemble(policy, config.clock(), meters, keeper, candidate),
                shadow == null ? null : new Shadow(shadow, config.clock(), disagreed),
                candidate,
                new ModeTrial(),
                keeper,
                ConcurrentHashMap.newKeySet());
    }

    Clock clock() {
        return config.clock();
    }

    Segments segments() {
        return config.segments();
    }
}
