package io.mangaassist.cache;

import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of one writer. */
final class CacheWriterMeters implements AutoCloseable {

    private final InstanceMeters meters;
    private final Map<Flight.End, Timer> ends = new EnumMap<>(Flight.End.class);
    private final Map<DropReason, Counter> drops = new EnumMap<>(DropReason.class);
    private final Map<RedisFault, Counter> failures = new EnumMap<>(RedisFault.class);
    private final Timer queued;
    private final Timer redis;
    private final Counter slow;
    private final Counter coalesced;
    private final Counter recycled;
    private final DistributionSummary payload;

    CacheWriterMeters(MeterRegistry registry, String name) {
        this.meters = InstanceMeters.create(registry, "cache-writer", name);
        for (Flight.End end : Flight.End.values()) {
            ends.put(end, meters.timer(CacheMeter.WRITE, end.name().toLowerCase(Locale.ROOT)));
        }
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, meters.counter(CacheMeter.WRITE_DROPPED, reason.tag()));
        }
        for (RedisFault fault : RedisFault.values()) {
            failures.put(fault, meters.counter(CacheMeter.WRITE_FAILURE, fault.tag()));
        }
        this.queued = meters.timer(CacheMeter.WRITE_QUEUED);
        this.redis = meters.timer(CacheMeter.WRITE_REDIS);
        this.slow = meters.counter(CacheMeter.WRITE_SLOW);
        this.coalesced = meters.counter(CacheMeter.WRITE_COALESCED);
        this.recycled = meters.counter(CacheMeter.WRITE_RECYCLED);
        this.payload = meters.summary(CacheMeter.WRITE_PAYLOAD);
    }

    /** Adds the gauges once their sources exist. */
    void observe(Budget budget, Ledger ledger, WriteLoop loop) {
        meters.gauge(CacheMeter.WRITE_QUEUE_DEPTH, budget, Budget::entries);
        meters.gauge(CacheMeter.WRITE_QUEUE_BYTES, budget, Budget::bytes);
        meters.gauge(CacheMeter.WRITE_IN_FLIGHT, loop, WriteLoop::inFlight);
        meters.gauge(CacheMeter.WRITE_OLDEST, loop, WriteLoop::oldestInFlightSeconds);
        meters.gauge(CacheMeter.WRITE_IMBALANCE, ledger, book -> book.snapshot().imbalance());
    }

    String instance() {
        return meters.instance();
    }

    void dropped(DropReason reason) {
        count(drops.get(reason));
    }

    void coalesced() {
        coalesced.increment();
    }

    void sent(long waitedNanos, int bytes) {
        queued.record(waitedNanos, TimeUnit.NANOSECONDS);
        payload.record(bytes);
    }

    void ended(Flight.End end, long totalNanos, long redisNanos) {
        Timer timer = ends.get(end);
        if (timer != null) {
            timer.record(totalNanos, TimeUnit.NANOSECONDS);
        }
        if (end == Flight.End.WRITTEN) {
            redis.record(redisNanos, TimeUnit.NANOSECONDS);
        }
    }

    void failed(RedisFault fault) {
        count(failures.get(fault));
    }

    void slow() {
        slow.increment();
    }

    void recycled() {
        recycled.increment();
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void close() {
        meters.close();
    }
}
