package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import java.time.Duration;

/** A candidate policy that is tried beside the enforced one: on how many answers, and how slow it may be. */
record ShadowSettings(GuardPolicy candidate, double sample, Duration p95Budget) {

    ShadowSettings {
        Checks.check(sample > 0 && sample <= 1, "shadow sample", "> 0 and <= 1", sample);
        Checks.positive("shadow p95Budget", p95Budget);
    }
}
