package io.mangaassist.core;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One timer for each segment and outcome. A segment's timers are registered together, so that their tags agree. */
final class SegmentMeters implements AutoCloseable {

    private final InstanceMeters meters;
    private final ConcurrentMap<Segment, Timer[]> timers = new ConcurrentHashMap<>();

    SegmentMeters(InstanceMeters meters) {
        this.meters = meters;
    }

    /** Returns the timers of a segment by the ordinal of the outcome. */
    Timer[] of(Segment segment) {
        Timer[] known = timers.get(segment);
        return known != null ? known : timers.computeIfAbsent(segment, this::register);
    }

    private Timer[] register(Segment segment) {
        Outcome[] outcomes = Outcome.values();
        Timer[] byOutcome = new Timer[outcomes.length];
        for (Outcome outcome : outcomes) {
            byOutcome[outcome.ordinal()] = meters.timer(CoreMeter.SEGMENT, segment.name(), outcome.tag());
        }
        return byOutcome;
    }

    @Override
    public void close() {
        meters.close();
    }
}
