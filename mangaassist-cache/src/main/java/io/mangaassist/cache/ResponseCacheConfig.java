package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import java.time.Duration;

/** The settings of a response cache, checked once. */
record ResponseCacheConfig(
        long nearBytes, Duration nearTtl, Duration staleIfError, Duration readTimeout, int readWindow) {

    private static final int MOST_READS = 1 << 14;

    ResponseCacheConfig {
        Checks.positive("nearBytes", nearBytes);
        Checks.positive("nearTtl", nearTtl);
        Checks.check(!staleIfError.isNegative(), "staleIfError", ">= 0", staleIfError);
        Checks.positive("readTimeout", readTimeout);
        Checks.check(
                readWindow >= 1 && readWindow <= MOST_READS, "readWindow", "between 1 and " + MOST_READS, readWindow);
    }
}
