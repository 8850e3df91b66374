package io.mangaassist.cache;

import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The meters of one semantic cache. */
final class SemanticMeters implements AutoCloseable {

    private final InstanceMeters meters;
    private final Map<SemanticResult.Match, Timer> lookups = new EnumMap<>(SemanticResult.Match.class);
    private final Counter notEmbedded;

    SemanticMeters(MeterRegistry registry, String name) {
        this.meters = InstanceMeters.create(registry, "cache-semantic", name);
        for (SemanticResult.Match match : SemanticResult.Match.values()) {
            lookups.put(match, meters.timer(CacheMeter.SEMANTIC, match.name().toLowerCase(Locale.ROOT)));
        }
        this.notEmbedded = meters.counter(CacheMeter.SEMANTIC_NOT_EMBEDDED);
    }

    void lookedUp(SemanticResult.Match match, long nanos) {
        Timer timer = lookups.get(match);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void notEmbedded() {
        notEmbedded.increment();
    }

    String instance() {
        return meters.instance();
    }

    @Override
    public void close() {
        meters.close();
    }
}
