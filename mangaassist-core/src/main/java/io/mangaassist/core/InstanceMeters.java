package io.mangaassist.core;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of one instance of a room: all carry the tag {@code name}, and all are removed on {@link #close()}. May be
 * used by several threads.
 */
@Internal
public final class InstanceMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceMeters.class);

    private final MeterRegistry registry;
    private final String room;
    private final String instance;
    /** Guards the three below. */
    private final Object lock = new Object();

    private final Set<Meter> registered = new LinkedHashSet<>();
    private int registering;
    private boolean closed;

    private InstanceMeters(MeterRegistry registry, String room, String instance) {
        this.registry = registry;
        this.room = room;
        this.instance = instance;
    }

    /** Claims {@code instance} on the registry; a name in use gets a number behind, which is logged. */
    public static InstanceMeters create(MeterRegistry registry, String room, String instance) {
        Checks.notBlank("name", instance);
        return new InstanceMeters(registry, room, InstanceNames.claim(registry, room, instance));
    }

    /** Returns the value of the tag {@code name}. */
    public String instance() {
        return instance;
    }

    /** Registers a counter; {@code tagValues} stand in the order of {@link MeterDefinition#tags()}. */
    public Counter counter(MeterDefinition definition, String... tagValues) {
        Counter.Builder builder = Counter.builder(definition.meter())
                .description(definition.description())
                .baseUnit(unit(definition))
                .tags(tags(definition, tagValues));
        return keep(builder::register);
    }

    /** Registers a timer. */
    public Timer timer(MeterDefinition definition, String... tagValues) {
        Timer.Builder builder = Timer.builder(definition.meter())
                .description(definition.description())
                .tags(tags(definition, tagValues));
        return keep(builder::register);
    }

    /** Registers a distribution summary. */
    public DistributionSummary summary(MeterDefinition definition, String... tagValues) {
        DistributionSummary.Builder builder = DistributionSummary.builder(definition.meter())
                .description(definition.description())
                .baseUnit(unit(definition))
                .tags(tags(definition, tagValues));
        return keep(builder::register);
    }

    /** Registers a gauge, which holds {@code source} until {@link #close()}. */
    public <T> void gauge(
            MeterDefinition definition, T source, ToDoubleFunction<? super T> value, String... tagValues) {
        Gauge.Builder<?> builder = Gauge.builder(definition.meter(), () -> value.applyAsDouble(source))
                .description(definition.description())
                .baseUnit(unit(definition))
                .tags(tags(definition, tagValues))
                .strongReference(true);
        Gauge unused = keep(builder::register);
    }

    /** A meter that comes after closing goes nowhere: its name may belong to another instance by then. */
    private <M extends Meter> M keep(Function<MeterRegistry, M> register) {
        synchronized (lock) {
            if (closed) {
                return register.apply(new CompositeMeterRegistry());
            }
            registering++;
        }
        M meter = null;
        try {
            meter = register.apply(registry);
            return meter;
        } finally {
            registered(meter);
        }
    }

    private void registered(@Nullable Meter meter) {
        boolean last;
        synchronized (lock) {
            if (meter != null) {
                registered.add(meter);
            }
            registering--;
            last = closed && registering == 0;
        }
        if (last) {
            release();
        }
    }

    private Tags tags(MeterDefinition definition, String... values) {
        List<String> keys = definition.tags();
        Checks.check(
                keys.size() == values.length,
                "tagValues of " + definition.meter(),
                "as many as " + keys,
                values.length);
        Tags tags = Tags.of("name", instance);
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(keys.get(i), values[i]);
        }
        return tags;
    }

    private static @Nullable String unit(MeterDefinition definition) {
        return definition.unit().isEmpty() ? null : definition.unit();
    }

    /** Removes every meter that was registered here, then frees the name. */
    @Override
    public void close() {
        boolean last;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            last = registering == 0;
        }
        if (last) {
            release();
        }
    }

    private void release() {
        List<Meter> leaving;
        synchronized (lock) {
            leaving = List.copyOf(registered);
            registered.clear();
        }
        leaving.forEach(meter -> Guard.safely(LOG, "Removing a meter", () -> registry.remove(meter)));
        InstanceNames.release(registry, room, instance);
    }
}
