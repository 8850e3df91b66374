package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link LatencyTriage}, checked. */
record TriageConfig(@Nullable LatencySnapshot baseline, LatencyBudget budget, int minimumSamples) {

    TriageConfig {
        Checks.positive("minimumSamples", minimumSamples);
    }
}
