package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import java.time.Duration;

/** How many verdicts are remembered, and how long. */
record CachedVerdicts(int entries, Duration timeToLive) {

    CachedVerdicts {
        Checks.positive("verdictCache entries", entries);
        Checks.positive("verdictCache timeToLive", timeToLive);
    }
}
