package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One comparison. Used once, by one thread. */
final class GateRun {

    private final GateConfig config;
    private final LatencySnapshot before;
    private final LatencySnapshot after;

    GateRun(GateConfig config, LatencySnapshot before, LatencySnapshot after) {
        this.config = config;
        this.before = before;
        this.after = after;
    }

    /** A segment with samples enough on both sides. */
    private record Pair(Segment segment, Quantiles before, Quantiles after, long needed) {}

    List<GateSegment> judge() {
        List<GateSegment> refused = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (Segment segment : segments()) {
            Optional<Quantiles> was = quantiles(before.latency(segment));
            Optional<Quantiles> is = quantiles(after.latency(segment));
            if (was.isEmpty() || is.isEmpty()) {
                refused.add(refusal(segment, 0, absent(segment, was.isEmpty())));
                continue;
            }
            double spread = Math.max(was.get().spread(), is.get().spread());
            long needed = SampleSize.needed(spread, config.thresholdMillis());
            if (Math.min(was.get().count(), is.get().count()) < needed) {
                refused.add(refusal(segment, needed, tooFew(was.get(), is.get(), spread, needed)));
            } else {
                pairs.add(new Pair(segment, was.get(), is.get(), needed));
            }
        }
        List<GateSegment> judged = judge(pairs);
        judged.addAll(refused);
        judged.sort(Comparator.comparing((GateSegment each) -> each.segment().name()));
        return judged;
    }

    private Set<Segment> segments() {
        Set<Segment> all = new TreeSet<>(Comparator.comparing(Segment::name));
        all.addAll(before.segments());
        all.addAll(after.segments());
        all.addAll(config.mandatory());
        return all;
    }

    private static Optional<Quantiles> quantiles(@Nullable SegmentLatency latency) {
        Histogram histogram = latency == null ? null : latency.histogram();
        return histogram == null || histogram.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new Quantiles(histogram));
    }

    private List<GateSegment> judge(List<Pair> pairs) {
        List<MedianShift> shifts = pairs.stream()
                .map(pair -> MedianShift.between(pair.before(), pair.after(), config.seed()))
                .toList();
        double[] chances =
                Holm.adjust(shifts.stream().mapToDouble(MedianShift::chance).toArray());
        List<GateSegment> judged = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            judged.add(judge(pairs.get(i), shifts.get(i), 1 - chances[i]));
        }
        return judged;
    }

    private GateSegment judge(Pair pair, MedianShift shift, double confidence) {
        boolean failed = shift.millis() >= config.thresholdMillis() && confidence >= config.confidence();
        String reason = String.format(
                Locale.ROOT,
                "p50 %s -> %s ms (%s ms, 95 %% between %s and %s), %s sure that it rose",
                Numbers.text(pair.before().at(0.5)),
                Numbers.text(pair.after().at(0.5)),
                Reports.change(shift.millis()),
                Reports.change(shift.low()),
                Reports.change(shift.high()),
                Numbers.percent(confidence));
        return new GateSegment(
                pair.segment(),
                failed ? GateVerdict.FAIL : GateVerdict.PASS,
                config.decides(pair.segment()),
                pair.before().count(),
                pair.after().count(),
                pair.needed(),
                pair.before().at(0.5),
                pair.after().at(0.5),
                shift.low(),
                shift.high(),
                confidence,
                reason);
    }

    private GateSegment refusal(Segment segment, long needed, String reason) {
        double none = Double.NaN;
        boolean newcomer = before.latency(segment) == null && config.mandatory().isEmpty();
        return new GateSegment(
                segment,
                GateVerdict.CANNOT_JUDGE,
                config.decides(segment) && !newcomer,
                before.count(segment),
                after.count(segment),
                needed,
                none,
                none,
                none,
                none,
                none,
                reason);
    }

    private String absent(Segment segment, boolean ofBefore) {
        SegmentLatency side = (ofBefore ? before : after).latency(segment);
        String when = ofBefore ? "before" : "after";
        return side == null || side.count() == 0
                ? "there are no samples " + when
                : "there is no histogram " + when + ", only counts or percentiles";
    }

    private static String tooFew(Quantiles was, Quantiles is, double spread, long needed) {
        return "at a spread of " + Numbers.text(spread) + " ms it needs " + needed + " samples on each side, and has "
                + was.count() + " before and " + is.count() + " after";
    }
}
