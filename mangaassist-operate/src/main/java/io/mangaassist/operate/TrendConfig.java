package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import java.time.ZoneId;

/** The settings of a {@link LatencyTrend}, checked. */
record TrendConfig(double percentile, int minimumDays, int minimumSamples, double confidence, ZoneId zone) {

    /** Fewer points cannot reach a confidence of 99 % for many segments, whatever their order. */
    private static final int LEAST_DAYS = 8;

    TrendConfig {
        Checks.check(percentile > 0 && percentile < 100, "percentile", "between 0 and 100", percentile);
        Checks.check(minimumDays >= LEAST_DAYS, "minimumDays", ">= " + LEAST_DAYS, minimumDays);
        Checks.positive("minimumSamples", minimumSamples);
        Checks.check(confidence > 0.5 && confidence < 1, "confidence", "between 0.5 and 1", confidence);
    }
}
