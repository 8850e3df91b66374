package io.mangaassist.operate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;

/** All series of a registry, and which meters feed them. Thread-safe. */
final class EmfSeriesMap {

    private static final String SEGMENT = "mangaassist.segment";
    private static final EmfKey ERROR_RATE = new EmfKey("MangaAssist/Errors", Map.of(), "Rate", "Percent");
    private static final EmfKey REQUEST_LATENCY =
            new EmfKey("MangaAssist/Performance", Map.of(), "RequestLatency", "Milliseconds");

    /** Two queues hold the sum of both; two percentages, ratios or ages have no sum. */
    private static final Set<String> ADDITIVE = Set.of("Count", "Bytes");

    private final ConcurrentMap<EmfKey, EmfSeries> series = new ConcurrentHashMap<>();
    private final ConcurrentMap<Meter.Id, List<EmfSeries>> feeds = new ConcurrentHashMap<>();
    private final EmfNames names;

    EmfSeriesMap(EmfNames names) {
        this.names = names;
    }

    /**
     * A timer's series. Requests also give the latency and the error rate that the runbooks alarm on. Work that was
     * turned away or abandoned has no duration that says anything about the segment: it would only flatter the p95.
     */
    EmfRecorder timer(Meter.Id id) {
        String outcome = id.getName().equals(SEGMENT) ? String.valueOf(id.getTag("outcome")) : "";
        boolean request = !outcome.isEmpty() && "request".equals(id.getTag("segment"));
        List<EmfSeries> durations = new ArrayList<>();
        if (!outcome.equals("rejected") && !outcome.equals("cancelled")) {
            durations.addAll(join(names.keys(id, "Milliseconds")));
            durations.addAll(join(request ? List.of(REQUEST_LATENCY) : List.of()));
        }
        List<EmfSeries> shares = join(request && !outcome.equals("cancelled") ? List.of(ERROR_RATE) : List.of());
        EmfRecorder recorder = new EmfRecorder(
                durations.toArray(EmfSeries[]::new), shares.toArray(EmfSeries[]::new), !outcome.equals("success"));
        durations.addAll(shares);
        feeds.put(id, durations);
        return recorder;
    }

    EmfRecorder summary(Meter.Id id) {
        return feed(id, "None");
    }

    EmfRecorder counter(Meter.Id id) {
        EmfRecorder recorder = feed(id, "Count");
        recorder.markCounts();
        return recorder;
    }

    private EmfRecorder feed(Meter.Id id, String unit) {
        List<EmfSeries> feed = join(names.keys(id, unit));
        feeds.put(id, feed);
        return new EmfRecorder(feed.toArray(EmfSeries[]::new), new EmfSeries[0], false);
    }

    void gauge(Gauge gauge) {
        for (EmfKey key : names.keys(gauge.getId(), "None")) {
            series.compute(key, (same, known) -> {
                EmfSeries to = known == null ? create(key) : known;
                to.joined(gauge);
                return to;
            });
        }
    }

    private List<EmfSeries> join(List<EmfKey> keys) {
        List<EmfSeries> joined = new ArrayList<>();
        for (EmfKey key : keys) {
            joined.add(series.compute(key, (same, known) -> {
                EmfSeries to = known == null ? create(key) : known;
                to.joined();
                return to;
            }));
        }
        return joined;
    }

    private static EmfSeries create(EmfKey key) {
        return new EmfSeries(ADDITIVE.contains(key.unit()));
    }

    /** Follows a count that somebody else keeps. */
    <T> void functionCounter(Meter.Id id, T source, ToDoubleFunction<T> count) {
        List<EmfSeries> feed = join(names.keys(id, "Count"));
        feed.forEach(each -> each.follow(new EmfDelta<>(source, count)));
        feeds.put(id, feed);
    }

    void removed(Meter meter) {
        List<EmfSeries> fed = feeds.remove(meter.getId());
        if (fed != null) {
            fed.forEach(EmfSeries::left);
        }
        if (meter instanceof Gauge gauge) {
            series.values().forEach(each -> each.left(gauge));
        }
    }

    /** Takes what has come together since the last call; a series that no meter feeds any more is told once more. */
    Map<EmfKey, EmfPoint> drain() {
        Map<EmfKey, EmfPoint> points = new LinkedHashMap<>();
        for (EmfKey key : List.copyOf(series.keySet())) {
            series.computeIfPresent(key, (same, source) -> {
                boolean abandoned = source.isAbandoned();
                EmfPoint point = source.drain();
                if (point.size() > 0) {
                    points.put(key, point);
                }
                return abandoned ? null : source;
            });
        }
        return points;
    }
}
