package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Makes snapshots of chosen latencies. */
final class Latencies {

    /** A Tuesday. */
    static final Instant TUESDAY = Instant.parse("2026-11-17T05:00:00Z");

    private final SplittableRandom random;
    private final Map<Segment, SegmentLatency> segments = new LinkedHashMap<>();
    private String zone = "unknown";
    private Instant from = TUESDAY;
    private Duration length = Duration.ofHours(1);

    private Latencies(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Latencies seeded(long seed) {
        return new Latencies(seed);
    }

    Latencies in(String newZone) {
        this.zone = newZone;
        return this;
    }

    Latencies at(Instant newFrom) {
        this.from = newFrom;
        return this;
    }

    Latencies over(Duration newLength) {
        this.length = newLength;
        return this;
    }

    /** Adds samples of a normal distribution: p50 as given, p95 at 1.645 spreads above it. */
    Latencies with(Segment segment, double p50, double spread, int samples) {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < samples; i++) {
            double millis = Math.max(0.001, p50 + random.nextGaussian() * spread);
            histogram.recordValue((long) (millis * 1_000));
        }
        return put(segment, SegmentLatency.of(histogram, Map.of(Outcome.SUCCESS, (long) samples)));
    }

    /** Adds a share of slow samples to a segment that is there. */
    Latencies slow(Segment segment, double millis, int samples) {
        return with(segment, millis, millis / 20, samples, true);
    }

    private Latencies with(Segment segment, double p50, double spread, int samples, boolean more) {
        SegmentLatency known = segments.get(segment);
        with(segment, p50, spread, samples);
        SegmentLatency added = segments.get(segment);
        if (more && known != null && added != null) {
            put(segment, known.plus(added));
        }
        return this;
    }

    Latencies throttled(long calls) {
        SegmentLatency known = segments.get(Segment.BEDROCK_INVOKE);
        if (known != null) {
            put(
                    Segment.BEDROCK_INVOKE,
                    new SegmentLatency(known.histogram(), Map.of(), Map.of(Outcome.THROTTLED, calls), known.count()));
        }
        return this;
    }

    Latencies percentiles(Segment segment, double p50, double p95, long count) {
        return put(segment, SegmentLatency.ofPercentiles(Map.of(50.0, p50, 95.0, p95), Map.of(), count));
    }

    Latencies put(Segment segment, SegmentLatency latency) {
        segments.put(segment, latency);
        return this;
    }

    LatencySnapshot taken() {
        return new LatencySnapshot(
                from, from.plus(length), new LatencySnapshot.Origin(zone, "task", "revision"), segments);
    }

    /** The chat of the runbooks on a normal day. */
    static Latencies normal(long seed) {
        int n = 1_000;
        return seeded(seed)
                .with(Segment.REQUEST, 420, 260, n)
                .with(Segment.BEDROCK_INVOKE, 350, 200, n)
                .with(Segment.NETWORK_TRANSIT, 10, 2, n)
                .with(Segment.DNS_RESOLUTION, 2, 0.5, n)
                .with(Segment.POOL_ACQUIRE, 0.1, 0.02, n)
                .with(Segment.VECTOR_SEARCH, 60, 8, n)
                .with(Segment.DYNAMO_SESSION, 12, 2, n)
                .with(Segment.CACHE_LOOKUP, 2, 0.3, n)
                .with(Segment.CACHE_WRITE, 3, 0.4, n)
                .with(Segment.SESSION_UPDATE, 8, 1, n)
                .with(Segment.GUARDRAILS_CHECK, 30, 5, n);
    }
}
