package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Keeps a histogram of each segment's durations, precise to one in a thousand, from which triage, gates and trends are
 * made.
 *
 * <pre>{@code
 * LatencyRecorder recorder = LatencyRecorder.create(() -> placement);
 * Metrics.addRegistry(recorder.registry());          // the segments of all rooms from now on
 * ...
 * LatencyFile.append(path, recorder.snapshot());     // once an hour
 * }</pre>
 *
 * <p>Recording is wait-free, from any thread, and allocates nothing after a segment's first value. A segment costs some
 * 700 KB. Durations are counted from 1 µs to 10 minutes. What was rejected or cancelled is counted, but its duration is
 * not: it says nothing about the segment.
 */
public final class LatencyRecorder {

    static final String METER = "mangaassist.segment";

    private final ConcurrentMap<Segment, SegmentRecorder> segments = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Supplier<TaskPlacement> placement;
    private final LatencyMeterRegistry registry;
    /** Guarded by this. */
    private long since;

    LatencyRecorder(Supplier<TaskPlacement> placement, Clock clock) {
        this.clock = clock;
        this.placement = placement;
        this.since = clock.wallTime();
        this.registry = new LatencyMeterRegistry(this, clock);
    }

    /**
     * Returns a recorder.
     *
     * @param placement asked at each snapshot for where the task runs, must not block
     * @return the recorder
     */
    public static LatencyRecorder create(Supplier<TaskPlacement> placement) {
        return create(placement, Clock.SYSTEM);
    }

    /**
     * Returns a recorder with a clock of its own.
     *
     * @param placement asked at each snapshot for where the task runs, must not block
     * @param clock its wall time stamps snapshots
     * @return the recorder
     */
    public static LatencyRecorder create(Supplier<TaskPlacement> placement, Clock clock) {
        return new LatencyRecorder(placement, clock);
    }

    /**
     * Returns the registry that feeds this recorder from segment timers: add it to the application's composite. It
     * keeps no other meters.
     *
     * @return the same each time
     */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Records one duration, where there is no timer to do it.
     *
     * @param segment what was timed
     * @param outcome how it ended
     * @param duration how long it took; beyond 10 minutes counts as 10 minutes
     */
    public void record(Segment segment, Outcome outcome, Duration duration) {
        of(segment).record(outcome, duration.toNanos());
    }

    SegmentRecorder of(Segment segment) {
        return segments.computeIfAbsent(segment, fresh -> new SegmentRecorder());
    }

    /**
     * Takes what was recorded since the last snapshot, or since the beginning.
     *
     * @return the snapshot
     */
    public synchronized LatencySnapshot snapshot() {
        Instant from = Instant.ofEpochMilli(since);
        since = clock.wallTime();
        Map<Segment, SegmentLatency> taken = new LinkedHashMap<>();
        segments.forEach((segment, recorder) -> {
            SegmentLatency latency = recorder.take();
            if (latency.count() > 0 || !latency.outcomes().isEmpty()) {
                taken.put(segment, latency);
            }
        });
        return new LatencySnapshot(
                from, Instant.ofEpochMilli(since), LatencySnapshot.Origin.of(placement.get()), taken);
    }
}
