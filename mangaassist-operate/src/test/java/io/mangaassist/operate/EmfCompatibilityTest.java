package io.mangaassist.operate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.tck.MeterRegistryCompatibilityKit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Micrometer's own test kit for registries. */
final class EmfCompatibilityTest extends MeterRegistryCompatibilityKit {

    @Override
    public MeterRegistry registry() {
        return new EmfMeterRegistry(EmfMeterRegistry.builder("kit")
                .clock(new MockClock())
                .sink(document -> {})
                .meterRegistry(new SimpleMeterRegistry())
                .config());
    }

    @Override
    public Duration step() {
        return Duration.ofMinutes(1);
    }

    @AfterEach
    void close() {
        registry.close();
    }
}
