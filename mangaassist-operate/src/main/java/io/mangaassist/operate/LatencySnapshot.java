package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latencies of all segments over one window of time, of one task or of several joined. Percentiles come from
 * histograms, which join without loss; percentiles are never averaged. Immutable.
 */
public final class LatencySnapshot {

    private static final double MILLIS = 1e6;

    private final Instant from;
    private final Instant to;
    private final Origin origin;
    private final Map<Segment, SegmentLatency> segments;

    /** Where a snapshot was taken; {@code "unknown"} where it is not known, {@code "several"} after joining. */
    record Origin(String availabilityZone, String task, String revision) {

        static final Origin UNKNOWN = new Origin("unknown", "unknown", "unknown");

        static Origin of(TaskPlacement placement) {
            return new Origin(placement.availabilityZone(), placement.task(), placement.revision());
        }

        private Origin plus(Origin other) {
            return new Origin(
                    same(availabilityZone, other.availabilityZone),
                    same(task, other.task),
                    same(revision, other.revision));
        }

        private static String same(String one, String other) {
            return one.equals(other) ? one : "several";
        }
    }

    LatencySnapshot(Instant from, Instant to, Origin origin, Map<Segment, SegmentLatency> segments) {
        this.from = from;
        this.to = to;
        this.origin = origin;
        Map<Segment, SegmentLatency> sorted = new TreeMap<>(Comparator.comparing(Segment::name));
        sorted.putAll(segments);
        this.segments = new LinkedHashMap<>(sorted);
    }

    /**
     * Reads the segment timers of a registry. A timer gives percentiles only where the application publishes them
     * ({@code publishPercentiles}) and only one outcome was seen; of the others there are counts, of which nothing can
     * be judged. Prefer a {@link LatencyRecorder}.
     *
     * @param registry where the application's {@code Segments} put their timers
     * @param at the end of the window
     * @return the snapshot
     */
    public static LatencySnapshot of(MeterRegistry registry, Instant at) {
        return new LatencySnapshot(at, at, Origin.UNKNOWN, RegistryLatencies.read(registry));
    }

    /**
     * Joins snapshots of tasks, or of windows, to one.
     *
     * @param snapshots at least one
     * @return one snapshot over all their time
     */
    public static LatencySnapshot join(Collection<LatencySnapshot> snapshots) {
        return snapshots.stream()
                .reduce(LatencySnapshot::plus)
                .orElseThrow(() -> new IllegalArgumentException("snapshots must be at least one, was none"));
    }

    private LatencySnapshot plus(LatencySnapshot other) {
        Map<Segment, SegmentLatency> sum = new LinkedHashMap<>(segments);
        other.segments.forEach((segment, more) -> sum.merge(segment, more, SegmentLatency::plus));
        return new LatencySnapshot(
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to,
                origin.plus(other.origin),
                sum);
    }

    /**
     * Returns when the window began.
     *
     * @return the wall time
     */
    public Instant from() {
        return from;
    }

    /**
     * Returns when the window ended.
     *
     * @return the wall time
     */
    public Instant to() {
        return to;
    }

    /**
     * Returns where the samples are from.
     *
     * @return an availability zone, {@code unknown}, or {@code several}
     */
    public String availabilityZone() {
        return origin.availabilityZone();
    }

    /**
     * Returns the segments of which anything is known.
     *
     * @return by name
     */
    public Set<Segment> segments() {
        return segments.keySet();
    }

    /**
     * Returns how many samples there are of a segment.
     *
     * @param segment the segment
     * @return zero if it is not known
     */
    public long count(Segment segment) {
        SegmentLatency known = segments.get(segment);
        return known == null ? 0 : known.count();
    }

    /**
     * Returns a percentile of a segment's duration.
     *
     * @param segment the segment
     * @param percentile between 0 and 100
     * @return nothing if there are no samples, or no histogram to tell from
     */
    public Optional<Duration> percentile(Segment segment, double percentile) {
        OptionalDouble millis = millis(segment, percentile);
        return millis.isPresent()
                ? Optional.of(Duration.ofNanos((long) (millis.getAsDouble() * MILLIS)))
                : Optional.empty();
    }

    OptionalDouble millis(Segment segment, double percentile) {
        SegmentLatency known = segments.get(segment);
        return known == null ? OptionalDouble.empty() : known.at(percentile);
    }

    long outcome(Segment segment, Outcome outcome) {
        SegmentLatency known = segments.get(segment);
        return known == null ? 0 : known.outcome(outcome);
    }

    @Nullable
    SegmentLatency latency(Segment segment) {
        return segments.get(segment);
    }

    Origin origin() {
        return origin;
    }

    static List<LatencySnapshot> sorted(Collection<LatencySnapshot> snapshots) {
        return snapshots.stream()
                .sorted(Comparator.comparing(LatencySnapshot::from))
                .toList();
    }

    @Override
    public String toString() {
        return "LatencySnapshot{" + from + " to " + to + ", zone=" + availabilityZone() + ", segments="
                + segments.keySet() + "}";
    }
}
