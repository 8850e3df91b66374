package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import io.mangaassist.core.Guard;
import io.mangaassist.core.NamedThreads;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how full Redis is, on connections of its own: used against maximal memory, evictions and clients of every
 * primary, by {@code INFO} alone (ElastiCache forbids {@code CONFIG}). A {@link CacheWriter} that is given a watch
 * shortens lives, admits less and at last writes nothing while Redis is short of memory. The fullest primary counts,
 * since an average hides it. Thread-safe.
 */
public final class RedisPressure implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisPressure.class);
    private static final String WANTED_POLICY = "allkeys-lfu";

    private final PressureConfig config;
    private final RedisNodes nodes;
    private final Clock clock;
    private final Consumer<PressureState> listener;
    private final PressureMeters meters;
    private final ScheduledThreadPoolExecutor timer;
    private final PressureLadder ladder;
    private final Map<RedisNode, PressureProbe> probes = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile PressureState state = PressureState.NORMAL;
    private volatile double share;
    private String warnedPolicy = "";

    private RedisPressure(Builder builder) {
        this.config = builder.config();
        this.nodes = builder.connector.nodes();
        this.clock = builder.clock;
        this.listener = builder.listener;
        this.ladder = new PressureLadder(config);
        this.meters = new PressureMeters(builder.registry, builder.name, this);
        this.timer = new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("mangaassist-cache-pressure"));
        long millis = config.every().toMillis();
        var unused = timer.scheduleWithFixedDelay(
                () -> Guard.safely(LOG, "The pressure watch", this::watch), 0, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins a watch.
     *
     * @param connector how to reach Redis; stays the caller's to close, after the watch
     * @return a builder
     */
    public static Builder builder(RedisConnector connector) {
        return new Builder(connector);
    }

    /**
     * Returns the state after the last look.
     *
     * @return NORMAL until the first look
     */
    public PressureState state() {
        return state;
    }

    /** Returns used to maximal memory of the fullest primary, 0 if there is no limit. */
    double share() {
        return share;
    }

    double evictionsPerMinute() {
        return probes.values().stream()
                .mapToDouble(PressureProbe::evictionsPerMinute)
                .max()
                .orElse(0);
    }

    double clients() {
        return probes.values().stream()
                .mapToLong(probe -> probe.reading().clients())
                .sum();
    }

    /** Returns how long a value may live now: the shorter of what is wanted and what the pressure leaves. */
    Duration ttl(Duration wanted) {
        return config.ttl(state, share, wanted);
    }

    /** Asks all primaries again and judges what they said last time round. */
    private void watch() {
        var primaries = nodes.primaries();
        probes.keySet().removeIf(gone -> !primaries.contains(gone));
        primaries.forEach(node -> probes.computeIfAbsent(node, added -> new PressureProbe(added, nodes, clock)));
        probes.values().forEach(probe -> probe.ask(this::judge));
    }

    private synchronized void judge() {
        boolean bounded = false;
        double fullest = 0;
        for (PressureProbe probe : probes.values()) {
            bounded |= probe.reading().isBounded();
            fullest = Math.max(fullest, probe.reading().share());
            warnOfPolicy(probe.reading().policy());
        }
        share = fullest;
        PressureState before = state;
        state = ladder.step(bounded, fullest, evictionsPerMinute());
        if (state != before) {
            LOG.warn("RedisPressure {}: {} -> {} at {} %", meters.instance(), before, state, Math.round(fullest * 100));
            Guard.safely(LOG, "The pressure listener", () -> listener.accept(state));
        }
    }

    private void warnOfPolicy(String policy) {
        if (!policy.isEmpty() && !policy.equals(WANTED_POLICY) && !policy.equals(warnedPolicy)) {
            warnedPolicy = policy;
            LOG.warn(
                    "RedisPressure {}: maxmemory-policy is {}; {} keeps what is asked often",
                    meters.instance(),
                    policy,
                    WANTED_POLICY);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            timer.shutdownNow();
            probes.values().forEach(PressureProbe::close);
            meters.close();
        }
    }

    @Override
    public String toString() {
        return "RedisPressure{" + meters.instance() + ", " + state + ", " + config + "}";
    }

    /** Collects the settings of a watch. */
    public static final class Builder {

        private final RedisConnector connector;
        private String name = "default";
        private MeterRegistry registry = Metrics.globalRegistry;
        private Clock clock = Clock.SYSTEM;
        private Consumer<PressureState> listener = state -> {};
        private double elevated = 0.75;
        private double high = 0.85;
        private double critical = 0.92;
        private double evictionsPerMinute = 600;
        private Duration every = Duration.ofSeconds(5);
        private Duration floorTtl = Duration.ofMinutes(5);

        private Builder(RedisConnector connector) {
            this.connector = connector;
        }

        private PressureConfig config() {
            return new PressureConfig(elevated, high, critical, evictionsPerMinute, every, floorTtl);
        }

        /** Names the watch in meters and logs; {@code default} if not set. */
        public Builder name(String instance) {
            this.name = Checks.notBlank("name", instance);
            return this;
        }

        /** Sets where the meters go; Micrometer's global registry if not set. */
        public Builder meterRegistry(MeterRegistry target) {
            this.registry = target;
            return this;
        }

        /** Sets the time; the system's if not set. */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** Sets who is told of changes, on a thread of the connection; must not block. */
        public Builder onChange(Consumer<PressureState> told) {
            this.listener = told;
            return this;
        }

        /**
         * Sets the shares of memory at which the states begin, 0 to 1, rising; 0.75, 0.85 and 0.92 if not set: the
         * runbook's alarm, half way, and where scenario 5 was found.
         */
        public Builder steps(double elevatedFrom, double highFrom, double criticalFrom) {
            this.elevated = elevatedFrom;
            this.high = highFrom;
            this.critical = criticalFrom;
            return this;
        }

        /** Sets the evictions a minute of one primary that are critical; 600 if not set, half of scenario 5's. */
        public Builder evictionsPerMinute(double most) {
            this.evictionsPerMinute = most;
            return this;
        }

        /** Sets how often it looks; 5 s if not set. */
        public Builder every(Duration period) {
            this.every = period;
            return this;
        }

        /** Sets the shortest life that pressure may give a value; 5 min if not set. */
        public Builder floorTtl(Duration life) {
            this.floorTtl = life;
            return this;
        }

        /** Returns a running watch. */
        public RedisPressure build() {
            return new RedisPressure(this);
        }
    }
}
