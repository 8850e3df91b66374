package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A registry that knows the segment timers alone and hands what they record to a {@link LatencyRecorder}. */
final class LatencyMeterRegistry extends SimpleMeterRegistry {

    private final LatencyRecorder recorder;

    LatencyMeterRegistry(LatencyRecorder recorder, Clock clock) {
        super(SimpleConfig.DEFAULT, clock);
        this.recorder = recorder;
        config().meterFilter(MeterFilter.denyUnless(id -> id.getName().equals(LatencyRecorder.METER)));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
        Optional<Segment> segment = RegistryLatencies.segment(id.getTag("segment"));
        Optional<Outcome> outcome = RegistryLatencies.outcome(id.getTag("outcome"));
        if (segment.isEmpty() || outcome.isEmpty()) {
            return super.newTimer(id, statistics, pauses);
        }
        SegmentRecorder target = recorder.of(segment.get());
        return new CumulativeTimer(id, clock, statistics, pauses, getBaseTimeUnit(), false) {
            @Override
            protected void recordNonNegative(long amount, TimeUnit unit) {
                super.recordNonNegative(amount, unit);
                target.record(outcome.get(), unit.toNanos(amount));
            }
        };
    }
}
