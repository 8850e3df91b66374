package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmfNameTest {

    @ParameterizedTest
    @CsvSource({
        "MangaAssist/Performance SegmentLatency_{segment}, MangaAssist/Performance, SegmentLatency_{segment}",
        "ConnectionPool/{pool}/QueueDepth, MangaAssist/ConnectionPool, QueueDepth",
        "Guardrails/EvaluationDuration, MangaAssist/Guardrails, EvaluationDuration",
        "MangaAssist/VPCEndpoints/DNSResolutionLatency, MangaAssist/VPCEndpoints, DNSResolutionLatency",
        "CacheWriteLatency, MangaAssist/Performance, CacheWriteLatency"
    })
    void the_forms_that_catalogues_use_are_understood(String cell, String namespace, String metric) {
        EmfName name = EmfName.parse(cell);

        assertThat(name.namespace()).isEqualTo(namespace);
        assertThat(name.metric()).isEqualTo(metric);
    }

    @Test
    void an_aggregate_is_a_second_place_for_the_same_value() {
        var id = new Meter.Id("m", Tags.of("name", "sonnet"), null, null, Meter.Type.GAUGE);

        var keys = EmfName.parse("N/S M Pool={name}+all Zone={zone}").keys(id, "Count");

        assertThat(keys)
                .extracting(EmfKey::dimensions)
                .containsExactly(Map.of("Pool", "sonnet", "Zone", "unknown"), Map.of("Pool", "all", "Zone", "unknown"));
    }

    @Test
    void the_segments_of_core_have_their_name_from_cores_catalogue() {
        EmfNames names = EmfNames.load(getClass().getClassLoader(), Map.of(), null);
        var id = new Meter.Id(
                "mangaassist.segment",
                Tags.of("name", "default", "segment", "cache-write", "outcome", "success"),
                null,
                null,
                Meter.Type.TIMER);

        assertThat(names.keys(id, "Milliseconds"))
                .containsExactly(
                        new EmfKey("MangaAssist/Performance", Map.of(), "SegmentLatency_cache-write", "Milliseconds"));
    }
}
