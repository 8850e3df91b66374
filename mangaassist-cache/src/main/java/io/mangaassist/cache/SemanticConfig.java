package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;

/** The settings of a semantic cache, checked once. */
record SemanticConfig(
        String embedderId,
        int dimensions,
        LiveSetting<Double> threshold,
        double greyBand,
        Duration embedTimeout,
        int entriesPerScope,
        int scopes) {

    private static final int MOST_DIMENSIONS = 8192;
    private static final int MOST_ENTRIES = 1 << 18;

    SemanticConfig {
        Checks.check(
                dimensions >= 1 && dimensions <= MOST_DIMENSIONS,
                "dimensions",
                "between 1 and " + MOST_DIMENSIONS,
                dimensions);
        double cosine = threshold.get();
        Checks.check(cosine > 0 && cosine <= 1, "threshold", "> 0 and <= 1", cosine);
        Checks.check(greyBand >= 0 && greyBand < 1, "greyBand", ">= 0 and < 1", greyBand);
        Checks.positive("embedTimeout", embedTimeout);
        Checks.check(
                entriesPerScope >= 1 && entriesPerScope <= MOST_ENTRIES,
                "entriesPerScope",
                "between 1 and " + MOST_ENTRIES,
                entriesPerScope);
        Checks.positive("scopes", scopes);
    }
}
