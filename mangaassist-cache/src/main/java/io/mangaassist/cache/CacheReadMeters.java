package io.mangaassist.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of one response cache, Micrometer's own of the near cache among them. */
final class CacheReadMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final InstanceMeters meters;
    private final Map<CacheResult.Source, Timer> lookups = new EnumMap<>(CacheResult.Source.class);
    private final Map<RedisFault, Counter> failures = new EnumMap<>(RedisFault.class);
    private final Map<FrameException.Reason, Counter> rejected = new EnumMap<>(FrameException.Reason.class);

    CacheReadMeters(MeterRegistry registry, String name) {
        this.registry = registry;
        this.meters = InstanceMeters.create(registry, "cache-response", name);
        for (CacheResult.Source source : CacheResult.Source.values()) {
            lookups.put(source, meters.timer(CacheMeter.LOOKUP, source.name().toLowerCase(Locale.ROOT)));
        }
        for (RedisFault fault : RedisFault.values()) {
            failures.put(fault, meters.counter(CacheMeter.LOOKUP_FAILURE, fault.tag()));
        }
        for (FrameException.Reason reason : FrameException.Reason.values()) {
            rejected.put(reason, meters.counter(CacheMeter.FRAME_REJECTED, reason.tag()));
        }
    }

    void observe(Cache<?, ?> near) {
        CaffeineCacheMetrics.monitor(registry, near, instance(), Tags.of("name", instance()));
    }

    String instance() {
        return meters.instance();
    }

    void lookedUp(CacheResult.Source source, long nanos) {
        Timer timer = lookups.get(source);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void failed(RedisFault fault) {
        count(failures.get(fault));
    }

    void rejected(FrameException.Reason reason) {
        count(rejected.get(reason));
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void close() {
        meters.close();
        List<Meter> binder = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("cache.")
                        && instance().equals(meter.getId().getTag("name")))
                .toList();
        binder.forEach(registry::remove);
    }
}
