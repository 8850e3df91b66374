package io.mangaassist.guardrails;

import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import java.util.Set;
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
        ScheduledExecutorService scheduler,
        Set<RunningCheck> running) {

    Clock clock() {
        return config.clock();
    }

    Segments segments() {
        return config.segments();
    }
}
