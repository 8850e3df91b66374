package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads from whichever primary holds a key; connects in the background. */
final class RemoteReads {

    /** What the lanes share. */
    record Parts(
            String name,
            ResponseCacheConfig config,
            RedisNodes nodes,
            RedisFaultListener listener,
            ScheduledExecutorService timer,
            Clock clock) {}

    private static final long KEEP_MILLIS = 20;

    private final Parts parts;
    private final Map<RedisNode, ReadLane> lanes = new ConcurrentHashMap<>();

    RemoteReads(Parts parts) {
        this.parts = parts;
        var unused = parts.timer().scheduleWithFixedDelay(this::keep, 0, KEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void keep() {
        List<RedisNode> primaries = parts.nodes().primaries();
        primaries.forEach(this::laneOf);
        lanes.forEach((node, lane) -> {
            if (primaries.isEmpty() || primaries.contains(node)) {
                lane.keep();
            } else if (lanes.remove(node, lane)) {
                lane.close();
            }
        });
    }

    /** Never throws and never waits; fails with {@link RedisFaultException}. */
    CompletableFuture<byte @Nullable []> read(CacheKey key) {
        RedisNode node = parts.nodes().nodeOf(key.redisKey());
        if (node == null) {
            return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.UNREACHABLE));
        }
        return laneOf(node).read(key.redisKey());
    }

    /** Asks one primary, always the same while the layout is: what concerns no single key. */
    CompletableFuture<byte @Nullable []> ask(RedisRequest request) {
        List<RedisNode> primaries = parts.nodes().primaries();
        return primaries.isEmpty()
                ? CompletableFuture.failedFuture(new RedisFaultException(RedisFault.UNREACHABLE))
                : laneOf(primaries.get(0)).call(request);
    }

    private ReadLane laneOf(RedisNode node) {
        return lanes.computeIfAbsent(node, added -> new ReadLane(added, parts));
    }

    void close() {
        lanes.values().forEach(ReadLane::close);
    }
}
