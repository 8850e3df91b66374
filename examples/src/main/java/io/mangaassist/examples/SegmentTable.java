package io.mangaassist.examples;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Count and percentiles of every segment and outcome, read from the timers of a registry. */
final class SegmentTable {

    private static final String METER = "mangaassist.segment";

    private SegmentTable() {}

    /** Makes a registry keep the percentiles of segments over a whole run; must come before the first meter. */
    static void prepare(MeterRegistry registry) {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                if (!id.getName().equals(METER)) {
                    return config;
                }
                return DistributionStatisticConfig.builder()
                        .percentiles(0.5, 0.95, 0.99)
                        .percentilePrecision(2)
                        .expiry(Duration.ofHours(1))
                        .bufferLength(1)
                        .build()
                        .merge(config);
            }
        });
    }

    static String of(MeterRegistry registry) {
        TextTable table = new TextTable().row("segment", "outcome", "count", "p50 ms", "p95 ms", "p99 ms", "max ms");
        List<Timer> timers = registry.find(METER).timers().stream()
                .filter(timer -> timer.count() > 0)
                .sorted(Comparator.comparing((Timer timer) -> tag(timer, "segment"))
                        .thenComparingLong(timer -> -timer.count()))
                .toList();
        timers.forEach(timer -> addTo(table, timer));
        return table.toString();
    }

    private static void addTo(TextTable table, Timer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        ValueAtPercentile[] percentiles = snapshot.percentileValues();
        table.row(
                tag(timer, "segment"),
                tag(timer, "outcome"),
                Long.toString(timer.count()),
                millis(percentiles[0].value(TimeUnit.MICROSECONDS)),
                millis(percentiles[1].value(TimeUnit.MICROSECONDS)),
                millis(percentiles[2].value(TimeUnit.MICROSECONDS)),
                millis(snapshot.max(TimeUnit.MICROSECONDS)));
    }

    private static String millis(double micros) {
        double millis = micros / 1_000;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
    }

    private static String tag(Timer timer, String key) {
        String value = timer.getId().getTag(key);
        return value == null ? "" : value;
    }
}
