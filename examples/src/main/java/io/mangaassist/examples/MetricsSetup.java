package io.mangaassist.examples;

import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.Set;

/** What the rules and the dashboard in {@code ops/} expect of a registry. The same lines stand in its README. */
final class MetricsSetup {

    private MetricsSetup() {}

    /** Must come before the first meter. */
    static void prepare(MeterRegistry registry, TaskPlacement placement) {
        // setup:start
        registry.config().commonTags("service", "manga-assist", "availability_zone", placement.availabilityZone());
        Set<String> judged = Set.of(
                "mangaassist.segment",
                "mangaassist.dns.resolve",
                "mangaassist.dns.refresh",
                "mangaassist.guardrail.evaluation",
                "mangaassist.guardrail.tokens",
                "mangaassist.cache.write");
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return judged.contains(id.getName())
                        ? DistributionStatisticConfig.builder()
                                .percentilesHistogram(true)
                                .build()
                                .merge(config)
                        : config;
            }
        });
        // setup:end
    }
}
