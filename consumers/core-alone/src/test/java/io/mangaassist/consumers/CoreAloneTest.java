package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mangaassist.core.LiveSettings;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class CoreAloneTest {

    @Test
    void core_works_without_aws_tracing_and_context_propagation() {
        ClassPath.lacks(
                "software.amazon.awssdk.core.SdkRequest",
                "io.micrometer.tracing.Tracer",
                "io.micrometer.context.ContextSnapshotFactory",
                "io.netty.channel.Channel");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Segments segments = Segments.of(registry);
                LiveSettings settings =
                        LiveSettings.builder().meterRegistry(registry).build()) {
            assertEquals("found", segments.<String>time(Segment.VECTOR_SEARCH, () -> "found"));
            assertEquals(5, settings.intSetting("pool-size", 1, 10, 5).get());
            assertEquals("unknown", TaskPlacement.detect().join().availabilityZone());
        }
    }
}
