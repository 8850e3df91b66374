package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads segment timers out of any registry, as far as a timer can be read. */
final class RegistryLatencies {

    private RegistryLatencies() {}

    static Map<Segment, SegmentLatency> read(MeterRegistry registry) {
        Map<Segment, SegmentLatency> found = new LinkedHashMap<>();
        for (Timer timer : registry.find(LatencyRecorder.METER).timers()) {
            Optional<Segment> segment = segment(timer.getId().getTag("segment"));
            if (segment.isPresent() && timer.count() > 0) {
                found.merge(segment.get(), read(timer), SegmentLatency::plus);
            }
        }
        return found;
    }

    private static SegmentLatency read(Timer timer) {
        Map<Double, Double> percentiles = new TreeMap<>();
        for (ValueAtPercentile value : timer.takeSnapshot().percentileValues()) {
            // 0.95 times 100 is a little less than 95
            percentiles.put(Math.round(value.percentile() * 1e5) / 1e3, value.value(TimeUnit.MILLISECONDS));
        }
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        outcome(timer.getId().getTag("outcome")).ifPresent(outcome -> outcomes.put(outcome, timer.count()));
        return SegmentLatency.ofPercentiles(percentiles, outcomes, timer.count());
    }

    static Optional<Segment> segment(@Nullable String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(Segment.of(name));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    static Optional<Outcome> outcome(@Nullable String tag) {
        try {
            return tag == null ? Optional.empty() : Optional.of(Outcome.valueOf(tag.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
