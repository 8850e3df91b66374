package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges which segments take longer than they should. With a baseline that is an excess at p50 or p95 of 10 ms (what the
 * runbooks call a regression) and a tenth, or a doubling by at least 3 ms (a cache write of 3 ms that takes 8 never
 * reaches ten). Without one it is a p95 above the segment's share of the budget.
 */
final class TriageSuspects {

    private static final double P50 = 50;
    private static final double P95 = 95;
    private static final double REGRESSION_MILLIS = 10;
    private static final double REGRESSION_SHARE = 0.1;
    private static final double DOUBLING_MILLIS = 3;

    /** Whole requests and streams, and what lies inside bedrock-invoke, where the tree looks for it. */
    private static final Set<Segment> NOT_PARTS =
            Set.of(Segment.REQUEST, Segment.REQUEST_STREAM, Segment.BEDROCK_STREAM, Segment.NETWORK_TRANSIT);

    private final TriageConfig config;

    TriageSuspects(TriageConfig config) {
        this.config = config;
    }

    /** Returns the suspects, the largest excess first. */
    List<TriageSuspect> of(LatencySnapshot snapshot) {
        List<TriageSuspect> suspects = new ArrayList<>();
        for (Segment segment : snapshot.segments()) {
            if (!NOT_PARTS.contains(segment)) {
                judge(snapshot, segment).ifPresent(suspects::add);
            }
        }
        if (suspects.stream().anyMatch(each -> each.segment().equals(Segment.BEDROCK_INVOKE))) {
            // A slow lookup is inside the call that waits for it, and the call's branch asks for the network.
            suspects.removeIf(each -> each.segment().equals(Segment.DNS_RESOLUTION));
        }
        suspects.sort(Comparator.comparingDouble(TriageSuspect::excess).reversed());
        return suspects;
    }

    /** Tells whether requests as a whole take too long; nothing if that cannot be judged. */
    Optional<TriageSuspect> total(LatencySnapshot snapshot) {
        return judge(snapshot, Segment.REQUEST).or(() -> {
            OptionalDouble p95 = snapshot.millis(Segment.REQUEST, P95);
            double promise = config.budget().promise().toNanos() / 1e6;
            return isJudged(snapshot, Segment.REQUEST) && p95.orElse(0) > promise
                    ? Optional.of(suspect(Segment.REQUEST, P95, p95.orElse(0), promise))
                    : Optional.empty();
        });
    }

    /** Tells whether there are samples enough for a p95. */
    boolean isJudged(@Nullable LatencySnapshot snapshot, Segment segment) {
        SegmentLatency latency = snapshot == null ? null : snapshot.latency(segment);
        if (latency == null || latency.at(P95).isEmpty()) {
            return false;
        }
        boolean countNotTold = latency.histogram() == null && latency.count() == 0;
        return countNotTold || latency.count() >= config.minimumSamples();
    }

    private Optional<TriageSuspect> judge(LatencySnapshot snapshot, Segment segment) {
        if (!isJudged(snapshot, segment)) {
            return Optional.empty();
        }
        LatencySnapshot baseline = config.baseline();
        if (baseline != null && isJudged(baseline, segment)) {
            return compare(snapshot, baseline, segment, P50)
                    .filter(atMedian -> compare(snapshot, baseline, segment, P95)
                            .map(at95 -> at95.excess() <= atMedian.excess())
                            .orElse(true))
                    .or(() -> compare(snapshot, baseline, segment, P95));
        }
        double now = snapshot.millis(segment, P95).orElse(0);
        return config.budget()
                .share(segment)
                .map(share -> suspect(segment, P95, now, share.toNanos() / 1e6))
                .filter(over -> over.excess() > 0);
    }

    private static Optional<TriageSuspect> compare(
            LatencySnapshot snapshot, LatencySnapshot baseline, Segment segment, double percentile) {
        OptionalDouble now = snapshot.millis(segment, percentile);
        OptionalDouble before = baseline.millis(segment, percentile);
        if (now.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        double excess = now.getAsDouble() - before.getAsDouble();
        boolean regressed = excess >= REGRESSION_MILLIS && excess >= REGRESSION_SHARE * before.getAsDouble();
        boolean doubled = excess >= DOUBLING_MILLIS && excess >= before.getAsDouble();
        return regressed || doubled
                ? Optional.of(suspect(segment, percentile, now.getAsDouble(), before.getAsDouble()))
                : Optional.empty();
    }

    private static TriageSuspect suspect(Segment segment, double percentile, double now, double reference) {
        String what = segment.name() + " p" + Math.round(percentile);
        return new TriageSuspect(segment, now - reference, new TriageEvidence(what, now, reference, "ms"));
    }
}
