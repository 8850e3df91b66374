package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

/** What an exporter of OpenTelemetry gets to see. */
final class XrayAnnotationsTest {

    @Test
    void every_span_names_its_zone_as_an_indexed_annotation() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build();
                Segments segments = Segments.builder(new SimpleMeterRegistry())
                        .tracing(new DefaultTracingObservationHandler(
                                new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {})))
                        .placement(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"))
                        .build()) {
            segments.time(Segment.VECTOR_SEARCH, () -> "found");

            // Closing the provider empties the exporter.
            assertThat(exporter.getFinishedSpanItems()).singleElement().satisfies(XrayAnnotationsTest::isAnnotated);
        }
    }

    private static void isAnnotated(SpanData span) {
        assertThat(span.getName()).isEqualTo("vector-search");
        assertThat(span.getAttributes().get(AttributeKey.stringArrayKey("aws.xray.annotations")))
                .containsExactly("availability_zone", "ecs.availability_zone");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("availability_zone")))
                .isEqualTo("ap-northeast-1a");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("ecs.availability_zone")))
                .isEqualTo("ap-northeast-1a");
    }
}
