package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import io.mangaassist.core.NamedThreads;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of values in Redis with a near cache before it. A value just put is readable at once; reads have a short time
 * and fail open: a Redis that is slow or away makes misses, never errors. Writes go through a {@link CacheWriter}, so
 * they cost the caller nothing. Thread-safe; nothing blocks.
 *
 * <p>Near entries live briefly, so that the tasks of a fleet agree again soon after one of them has changed a value; an
 * invalidation takes effect in this task and in Redis at once, in other tasks within that time.
 *
 * @param <V> the type of the values
 */
public final class ResponseCache<V> implements AutoCloseable {

    private final ResponseCacheConfig config;
    private final CacheWriter writer;
    private final CacheCodec<V> codec;
    private final ScheduledThreadPoolExecutor timer;
    private final CacheReadMeters meters;
    private final NearCache<V> near;
    private final Lookups<V> lookups;
    private final RemoteReads remote;
    private final KeyWalk walk;
    private final RedisNodes nodes;
    private final RedisFaultListener listener;
    private final Loads<V> loads = new Loads<>();
    private final Segments segments;
    private final Clock clock;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ResponseCache(Builder<V> builder) {
        this.config = builder.config();
        this.writer = builder.writer;
        this.codec = builder.codec;
        this.segments = builder.segments;
        this.clock = builder.clock;
        this.meters = new CacheReadMeters(builder.registry, builder.name);
        this.timer = new ScheduledThreadPoolExecutor(1, NamedThreads.daemons("mangaassist-cache-reader"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        this.near = new NearCache<>(codec, config, clock, timer);
        meters.observe(near.caffeine());
        this.remote = new RemoteReads(new RemoteReads.Parts(
                meters.instance(), config, builder.connector.nodes(), builder.listener, timer, clock));
        this.nodes = builder.connector.nodes();
        this.listener = builder.listener;
        this.walk = new KeyWalk(builder.connector.nodes());
        this.lookups = new Lookups<>(near, remote, codec, meters);
    }

    /**
     * Begins a cache.
     *
     * @param connector how to reach Redis; stays the caller's to close, after the cache
     * @param writer what writes; stays the caller's to close, before or after the cache
     * @param codec how values become bytes and back, such as {@link CacheCodec#TEXT}
     * @param <V> the type of the values
     * @return a builder
     */
    public static <V> Builder<V> builder(RedisConnector connector, CacheWriter writer, CacheCodec<V> codec) {
        return new Builder<>(connector, writer, codec);
    }

    /**
     * Looks a value up: near, then in Redis. Lookups of one key at the same time ask Redis once.
     *
     * @param key from {@link CacheScope#key}
     * @return never fails; completes at the latest after the read time-out, on the caller's thread or one of the
     *     connection, so what is chained to it must not block
     */
    public CompletableFuture<CacheResult<V>> get(@Nullable CacheKey key) {
        long start = clock.monotonicTime();
        SegmentTimer segment = segments.start(Segment.CACHE_LOOKUP);
        CompletableFuture<CacheResult<V>> found = key == null || key.isEmpty() || closed.get()
                ? CompletableFuture.completedFuture(CacheResult.miss())
                : lookups.find(key, writer::isErasing);
        if (found.isDone()) {
            record(found.join(), start, segment);
            return found;
        }
        return found.whenComplete((result, never) -> record(result, start, segment));
    }

    private void record(CacheResult<V> result, long start, SegmentTimer segment) {
        meters.lookedUp(result.source(), clock.monotonicTime() - start);
        segment.stop(Outcome.SUCCESS);
    }

    /**
     * Looks a value up and, on a miss, makes and puts it. In this task one value is made per key at a time, the others
     * wait for it; other tasks may make theirs. A value that was begun before the key was put or invalidated, or its scope
     * erased, is given to those who asked before, and to nobody else.
     *
     * @param key from {@link CacheScope#key}
     * @param loader makes the value; must not block
     * @return the value; fails only as the loader fails
     */
    public CompletableFuture<V> getOrLoad(CacheKey key, Supplier<? extends CompletionStage<V>> loader) {
        return get(key).thenCompose(result -> {
            V held = result.value();
            return held != null
                    ? CompletableFuture.completedFuture(held)
                    : loads.join(key, current -> load(key, loader, current));
        });
    }

    private CompletableFuture<V> load(
            CacheKey key, Supplier<? extends CompletionStage<V>> loader, BooleanSupplier current) {
        return loader.get().toCompletableFuture().thenApply(value -> {
            put(key, value, current);
            return value;
        });
    }

    /**
     * Keeps a value: near at once, in Redis soon. Never throws, never blocks.
     *
     * @param key from {@link CacheScope#key}
     * @param value immutable, or not changed afterwards
     */
    public void put(@Nullable CacheKey key, @Nullable V value) {
        if (key != null) {
            loads.revoke(key);
        }
        put(key, value, () -> true);
    }

    private void put(@Nullable CacheKey key, @Nullable V value, BooleanSupplier current) {
        if (key == null || key.isEmpty() || value == null || closed.get()) {
            writer.write(key, value, codec);
            return;
        }
        lookups.put(key, value, current, () -> writer.write(key, value, codec));
    }

    /**
     * Removes a value: here at once, in Redis soon, in order with the puts of the key; other tasks may serve it from
     * their near caches for their near time to live. Never throws, never blocks.
     *
     * @param key from {@link CacheScope#key}
     */
    public void invalidate(@Nullable CacheKey key) {
        if (key == null || key.isEmpty() || closed.get()) {
            writer.invalidate(key);
            return;
        }
        // Until the last copy in Redis has ended by itself, lest a late removal let the value be read again.
        long memory = writer.ttl().multipliedBy(2).toNanos();
        lookups.remove(key, memory, () -> {
            loads.revoke(key);
            writer.invalidate(key);
        });
    }

    /**
     * Removes all values of a scope: here at once (walking over the near cache on this thread), in Redis soon, in other
     * tasks' near caches within their near time to live. While it lasts, lookups in the scope are misses.
     *
     * @param scope what to erase
     * @return completes when Redis is done; may be ignored
     */
    public CompletableFuture<@Nullable Void> erase(CacheScope scope) {
        CompletableFuture<@Nullable Void> done = writer.erase(scope);
        // What a load has just put may have come after the walk: its removal comes after it.
        loads.revokeAll(scope).forEach(key -> lookups.forget(key, () -> writer.invalidate(key)));
        lookups.removeAll(scope);
        return done;
    }

    CacheWriter writer() {
        return writer;
    }

    KeyWalk keyWalk() {
        return walk;
    }

    /** Makes connections for searching, which take longer than reads and must not stand before them. */
    RemoteReads searches(ScheduledExecutorService searcher) {
        return new RemoteReads(
                new RemoteReads.Parts(meters.instance() + " (search)", config, nodes, listener, searcher, clock));
    }

    /** Closes the connections for reading; later lookups miss. The writer goes on. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            timer.shutdownNow();
            remote.close();
            meters.close();
        }
    }

    @Override
    public String toString() {
        return "ResponseCache{" + meters.instance() + ", " + config + "}";
    }

    /**
     * Collects the settings of a cache.
     *
     * @param <V> the type of the values
     */
    public static final class Builder<V> {

        private final RedisConnector connector;
        private final CacheWriter writer;
        private final CacheCodec<V> codec;
        private String name = "default";
        private MeterRegistry registry = Metrics.globalRegistry;
        private Segments segments = Segments.none();
        private Clock clock = Clock.SYSTEM;
        private RedisFaultListener listener = (fault, host, port) -> {};
        private long nearBytes = 64L << 20;
        private Duration nearTtl = Duration.ofSeconds(30);
        private Duration staleIfError = Duration.ofMinutes(5);
        private Duration readTimeout = Duration.ofMillis(50);
        private int readWindow = 512;

        private Builder(RedisConnector connector, CacheWriter writer, CacheCodec<V> codec) {
            this.connector = connector;
            this.writer = writer;
            this.codec = codec;
        }

        private ResponseCacheConfig config() {
            return new ResponseCacheConfig(nearBytes, nearTtl, staleIfError, readTimeout, readWindow);
        }

        /** Names the cache in meters and logs; {@code default} if not set. */
        public Builder<V> name(String instance) {
            this.name = Checks.notBlank("name", instance);
            return this;
        }

        /** Sets where the meters go; Micrometer's global registry if not set. */
        public Builder<V> meterRegistry(MeterRegistry target) {
            this.registry = target;
            return this;
        }

        /** Sets who times the segment {@code cache-lookup}; nobody if not set. */
        public Builder<V> segments(Segments timers) {
            this.segments = timers;
            return this;
        }

        /** Sets the time; the system's if not set. */
        public Builder<V> clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** Sets who is told when Redis is unwell. */
        public Builder<V> onFault(RedisFaultListener told) {
            this.listener = told;
            return this;
        }

        /** Sets the size of the near cache as the codec weighs values, in bytes; 64 MiB if not set. */
        public Builder<V> nearBytes(long most) {
            this.nearBytes = most;
            return this;
        }

        /** Sets how long a near value is served without asking Redis; 30 s if not set. */
        public Builder<V> nearTtl(Duration life) {
            this.nearTtl = life;
            return this;
        }

        /** Sets how much longer a near value may be served, marked, while Redis does not answer; 5 min if not set. */
        public Builder<V> staleIfError(Duration more) {
            this.staleIfError = more;
            return this;
        }

        /** Sets how long a lookup waits for Redis before it is a miss; 50 ms if not set. */
        public Builder<V> readTimeout(Duration limit) {
            this.readTimeout = limit;
            return this;
        }

        /** Sets how many reads may wait for each primary; more are misses at once. 512 if not set. */
        public Builder<V> readWindow(int most) {
            this.readWindow = most;
            return this;
        }

        /** Returns the cache; it connects in the background. */
        public ResponseCache<V> build() {
            return new ResponseCache<>(this);
        }
    }
}
