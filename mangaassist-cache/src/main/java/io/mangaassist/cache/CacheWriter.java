package io.mangaassist.cache;

import io.mangaassist.core.Checks;
import io.mangaassist.core.DrainingCloseable;
import io.mangaassist.core.LiveSetting;
import io.mangaassist.core.NamedThreads;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes to Redis for callers who must not care: {@link #write} returns at once, never throws, never blocks and does
 * no input or output; what becomes of the write is counted, see {@link #snapshot()}.
 *
 * <p>One daemon thread encodes, batches and sends over connections of its own, at most a window of writes at a time for
 * each primary. Memory is bounded in entries and bytes whatever Redis does. A write that could not be sent within the
 * staleness deadline is given up, so that no old answer lands late; one that was sent and never answered is
 * <em>unknown</em>. Thread-safe.
 */
public final class CacheWriter implements DrainingCloseable {

    private final CacheWriterConfig config;
    private final Ledger ledger = new Ledger();
    private final Intake intake;
    private final CacheWriterMeters meters;
    private final WriterThread writer;
    private final WriterPark park = new WriterPark();
    private final Erasures erasures;
    private final HandOff handOff;

    private CacheWriter(Builder builder) {
        this.config = builder.config();
        this.meters = new CacheWriterMeters(builder.registry, builder.name);
        this.intake = new Intake(config.queue().budget(), ledger, meters::coalesced);
        this.erasures = new Erasures(new KeyWalk(builder.connector.nodes()), builder.clock);
        WriterParts parts = new WriterParts(
                config,
                builder.connector.nodes(),
                intake,
                ledger,
                new EntryEncoder(config, builder.pressure, builder.clock),
                erasures,
                new MovedWrites(builder.clock, ledger, meters::coalesced),
                new OwedRemovals(intake, builder.clock, meters::dropped),
                meters,
                builder.listener,
                builder.clock);
        this.handOff = new HandOff(parts, park, builder.segments);
        WriteLoop loop = new WriteLoop(parts);
        meters.observe(intake.budget(), ledger, loop);
        this.writer = new WriterThread(loop, parts, park).start(builder.threads);
    }

    /**
     * Begins a writer.
     *
     * @param connector how to reach Redis; stays the caller's to close, after the writer
     * @return a builder
     */
    public static Builder builder(RedisConnector connector) {
        return new Builder(connector);
    }

    /**
     * Stores bytes, sometime soon. The array is handed over: do not change it afterwards.
     *
     * @param key from {@link CacheScope#key}
     * @param value the bytes
     */
    public void write(@Nullable CacheKey key, byte @Nullable [] value) {
        write(key, value, CacheCodec.BYTES);
    }

    /**
     * Stores text, sometime soon.
     *
     * @param key from {@link CacheScope#key}
     * @param value the text
     */
    public void write(@Nullable CacheKey key, @Nullable String value) {
        write(key, value, CacheCodec.TEXT);
    }

    /**
     * Stores a value, sometime soon; it is encoded on the writer's thread. A null key or value is a counted drop.
     *
     * @param key from {@link CacheScope#key}
     * @param value immutable, or not changed afterwards
     * @param codec how the value becomes bytes
     * @param <V> the type of the value
     */
    public <V> void write(@Nullable CacheKey key, @Nullable V value, CacheCodec<V> codec) {
        handOff.write(key, value, codec);
    }

    /**
     * Removes a value, sometime soon, in order with the writes of the same key. A removal does not grow stale, is not
     * stopped by pressure, waits for a node that is down and is sent again until Redis has confirmed it. Only a full
     * queue refuses one, and only closing gives one up; both are counted.
     *
     * @param key from {@link CacheScope#key}
     */
    public void invalidate(@Nullable CacheKey key) {
        handOff.remove(key);
    }

    /**
     * Removes all values of a scope from Redis, in order with the writes: what was offered before does not come back,
     * what is offered while it lasts may be removed too. Returns at once; it is tried until it succeeds.
     *
     * @param scope what to erase
     * @return completes when it is done; cancelled if the writer is closed before. May be ignored
     */
    public CompletableFuture<@Nullable Void> erase(CacheScope scope) {
        CompletableFuture<@Nullable Void> done = erasures.begin(scope);
        if (intake.isClosed()) {
            erasures.close();
        } else {
            park.wake();
        }
        return done;
    }

    boolean isErasing(CacheScope scope) {
        return erasures.isRunning(scope);
    }

    /**
     * Tells where all entries are, at one moment; the sums balance.
     *
     * @return a consistent snapshot
     */
    public WriterSnapshot snapshot() {
        return ledger.snapshot();
    }

    /** Returns how long a value lives now, which is also how long an invalidation must be remembered. */
    Duration ttl() {
        return config.ttl().get();
    }

    /**
     * Refuses new writes, sends what waits and waits for the replies, at most for {@code limit} (and up to two seconds
     * more for the connections to close). What is left is counted as dropped or unknown.
     */
    @Override
    public boolean close(Duration limit) {
        boolean drained = writer.close(limit);
        erasures.close();
        meters.close();
        return drained;
    }

    /** Closes with the builder's {@code drainLimit}. */
    @Override
    public void close() {
        boolean unused = close(config.queue().drainLimit());
    }

    @Override
    public String toString() {
        return "CacheWriter{" + meters.instance() + ", " + config + ", " + ledger.snapshot() + "}";
    }

    /** Collects the settings of a writer. */
    public static final class Builder {

        private final RedisConnector connector;
        private String name = "default";
        private MeterRegistry registry = Metrics.globalRegistry;
        private Segments segments = Segments.none();
        private Clock clock = Clock.SYSTEM;
        private ThreadFactory threads = NamedThreads.daemons("mangaassist-cache-writer");
        private RedisFaultListener listener = (fault, host, port) -> {};
        private LiveSetting<Duration> ttl = LiveSetting.fixed("cache-ttl-seconds", Duration.ofMinutes(30));
        private LiveSetting<Integer> maxEntryBytes = LiveSetting.fixed("cache-max-entry-bytes", 10 * 1024);
        private int queueEntries = 8192;
        private long queueBytes = 32L << 20;
        private OverflowPolicy overflow = OverflowPolicy.DROP_OLDEST;
        private Duration staleAfter = Duration.ofSeconds(2);
        private Duration drainLimit = Duration.ofSeconds(2);
        private int window = 256;
        private Duration stalledAfter = Duration.ofMillis(500);
        private Duration recycleAfter = Duration.ofSeconds(2);
        private Duration slowAfter = Duration.ofMillis(10);
        private Compression compression = Compression.NONE;
        private boolean newerOnly;
        private @Nullable RedisPressure pressure;

        private Builder(RedisConnector connector) {
            this.connector = connector;
        }

        private CacheWriterConfig config() {
            return new CacheWriterConfig(
                    new CacheWriterConfig.Queue(queueEntries, queueBytes, overflow, staleAfter, drainLimit),
                    new CacheWriterConfig.Wire(window, stalledAfter, recycleAfter, slowAfter),
                    ttl,
                    maxEntryBytes,
                    compression,
                    newerOnly);
        }

        /** Names the writer in meters and logs; {@code default} if not set. */
        public Builder name(String instance) {
            this.name = Checks.notBlank("name", instance);
            return this;
        }

        /** Sets where the meters go; Micrometer's global registry if not set. */
        public Builder meterRegistry(MeterRegistry target) {
            this.registry = target;
            return this;
        }

        /** Sets who times the segment {@code cache-write}: the hand-off, which is all that a request pays. */
        public Builder segments(Segments timers) {
            this.segments = timers;
            return this;
        }

        /** Sets the time; the system's if not set. */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** Makes the writer's one thread; a daemon if not set. */
        public Builder threadFactory(ThreadFactory factory) {
            this.threads = factory;
            return this;
        }

        /** Sets who is told when Redis is unwell. */
        public Builder onFault(RedisFaultListener told) {
            this.listener = told;
            return this;
        }

        /** Sets how long values live in Redis, give or take a tenth; 1800 s if not set (scenario 5 of the runbooks). */
        public Builder ttl(Duration life) {
            return ttl(LiveSetting.fixed("cache-ttl-seconds", life));
        }

        /** Sets the time to live by a setting that may change; read for every write. */
        public Builder ttl(LiveSetting<Duration> setting) {
            this.ttl = setting;
            return this;
        }

        /** Sets the largest entry, encoded and framed, in bytes; 10 KiB if not set (scenario 5 of the runbooks). */
        public Builder maxEntryBytes(int bytes) {
            return maxEntryBytes(LiveSetting.fixed("cache-max-entry-bytes", bytes));
        }

        /** Sets the largest entry by a setting that may change; read for every write. */
        public Builder maxEntryBytes(LiveSetting<Integer> setting) {
            this.maxEntryBytes = setting;
            return this;
        }

        /** Sets how many entries may wait; 8192 if not set: most of a second at 10,000 writes a second. */
        public Builder queueEntries(int most) {
            this.queueEntries = most;
            return this;
        }

        /** Sets how many bytes may wait, as the codecs weigh them; 32 MiB if not set: 8192 entries of 4 KiB. */
        public Builder queueBytes(long most) {
            this.queueBytes = most;
            return this;
        }

        /** Sets what is given up when the queue is full; {@link OverflowPolicy#DROP_OLDEST} if not set. */
        public Builder overflow(OverflowPolicy policy) {
            this.overflow = policy;
            return this;
        }

        /** Sets how long a write may wait before it is given up instead of sent; 2 s if not set. */
        public Builder staleAfter(Duration limit) {
            this.staleAfter = limit;
            return this;
        }

        /** Sets how long {@link CacheWriter#close()} drains; 2 s if not set. */
        public Builder drainLimit(Duration limit) {
            this.drainLimit = limit;
            return this;
        }

        /**
         * Sets how many writes may be without an answer for each primary; 256 if not set. Lettuce holds about three
         * times their bytes, so a stall costs at most 256 x 10 KiB x 3 = 8 MB.
         */
        public Builder window(int writes) {
            this.window = writes;
            return this;
        }

        /** Sets after which silence a primary is taken for stalled and its writes are dropped; 500 ms if not set. */
        public Builder stalledAfter(Duration silence) {
            this.stalledAfter = silence;
            return this;
        }

        /** Sets after which silence the connection is closed and made anew; 2 s if not set. */
        public Builder recycleAfter(Duration silence) {
            this.recycleAfter = silence;
            return this;
        }

        /** Sets what a slow write is: counted and, now and then, logged; 10 ms if not set (scenario 5). */
        public Builder slowAfter(Duration limit) {
            this.slowAfter = limit;
            return this;
        }

        /** Sets how bodies are made smaller; {@link Compression#NONE} if not set. Fails if its library is missing. */
        public Builder compression(Compression method) {
            this.compression = method.available();
            return this;
        }

        /**
         * Lets Redis keep a value that is newer than the one being written, by a small script instead of a plain SET:
         * after a stall, an older write may otherwise land on top. The clocks of the tasks decide; off if not called.
         */
        public Builder newerOnly() {
            this.newerOnly = true;
            return this;
        }

        /** Lets a watch shorten lives and shed writes; it stays the caller's to close, after the writer. */
        public Builder pressure(RedisPressure watch) {
            this.pressure = watch;
            return this;
        }

        /** Returns a running writer; it connects in the background. */
        public CacheWriter build() {
            return new CacheWriter(this);
        }
    }
}
