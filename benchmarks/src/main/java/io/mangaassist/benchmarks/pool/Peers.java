package io.mangaassist.benchmarks.pool;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;

/** Peers in the configuration that suits them best. */
final class Peers {

    private Peers() {}

    /** Without a wait, which would block the caller; unfair and without stack traces, as it is fastest. */
    static BulkheadConfig.Builder bulkheadConfig(int permits) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(permits)
                .maxWaitDuration(Duration.ZERO)
                .fairCallHandlingStrategyEnabled(false)
                .writableStackTraceEnabled(false);
    }

    static Bulkhead bulkhead(int permits) {
        return Bulkhead.of("sonnet", bulkheadConfig(permits).build());
    }
}
