package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings of an {@link EmfMeterRegistry}, checked. */
record EmfConfig(
        String service,
        String name,
        EmfSink sink,
        Duration step,
        int queueLimit,
        Duration closeTimeout,
        List<List<String>> dimensionSets,
        Map<String, String> mapped,
        @Nullable String otherMeters,
        Supplier<TaskPlacement> placement,
        MeterRegistry meterRegistry,
        Clock clock) {

    EmfConfig {
        Checks.notBlank("service", service);
        Checks.positive("step", step);
        Checks.positive("queueLimit", queueLimit);
        Checks.positive("closeTimeout", closeTimeout);
        EmfDimensions.check(dimensionSets);
        dimensionSets = dimensionSets.stream().map(List::copyOf).toList();
        mapped = Map.copyOf(mapped);
    }

    StepRegistryConfig micrometer() {
        return new StepRegistryConfig() {
            @Override
            public String prefix() {
                return "emf";
            }

            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public Duration step() {
                return step;
            }
        };
    }

    @Override
    public String toString() {
        return "service=" + service + ", sink=" + sink + ", step=" + step + ", dimensionSets=" + dimensionSets;
    }
}
