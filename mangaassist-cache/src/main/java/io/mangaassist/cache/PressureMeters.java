package io.mangaassist.cache;

import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The meters of one pressure watch. */
final class PressureMeters implements AutoCloseable {

    private final InstanceMeters meters;

    PressureMeters(MeterRegistry registry, String name, RedisPressure watch) {
        this.meters = InstanceMeters.create(registry, "cache-pressure", name);
        meters.gauge(CacheMeter.REDIS_MEMORY, watch, pressure -> 100 * pressure.share());
        meters.gauge(CacheMeter.REDIS_EVICTIONS, watch, RedisPressure::evictionsPerMinute);
        meters.gauge(CacheMeter.REDIS_CLIENTS, watch, RedisPressure::clients);
        for (PressureState state : PressureState.values()) {
            String tag = state.name().toLowerCase(Locale.ROOT);
            meters.gauge(CacheMeter.REDIS_PRESSURE, watch, pressure -> pressure.state() == state ? 1 : 0, tag);
        }
    }

    String instance() {
        return meters.instance();
    }

    @Override
    public void close() {
        meters.close();
    }
}
