package io.mangaassist.cache;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The primaries of a Redis Cluster, asked from it when something hints at a change, and once a minute. */
final class RedisClusterNodes implements RedisNodes {

    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Who holds which slot. */
    private static final class Layout {

        private final List<RedisNode> primaries;
        private final @Nullable RedisNode[] holders;

        Layout(List<RedisNode> primaries, @Nullable RedisNode[] holders) {
            this.primaries = primaries;
            this.holders = holders;
        }
    }

    private static final Layout UNKNOWN = new Layout(List.of(), new RedisNode[SlotHash.SLOT_COUNT]);

    private final RedisClusterClient client;
    private final Function<RedisNode, CompletionStage<RedisLink>> connect;
    private final Clock clock = Clock.SYSTEM;
    private final Outages outages = new Outages(clock);
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicLong askedAt;

    private volatile Layout layout = UNKNOWN;

    RedisClusterNodes(
            ClientResources resources, RedisURI seed, Function<RedisNode, CompletionStage<RedisLink>> connect) {
        this.client = RedisClusterClient.create(resources, seed);
        this.connect = connect;
        this.askedAt = new AtomicLong(clock.monotonicTime() - PERIOD_NANOS);
    }

    @Override
    public @Nullable RedisNode nodeOf(byte[] key) {
        return layout.holders[SlotHash.getSlot(key)];
    }

    @Override
    public List<RedisNode> primaries() {
        Layout now = layout;
        askIfOlderThan(now.primaries.isEmpty() ? SHORTEST_NANOS : PERIOD_NANOS);
        return now.primaries;
    }

    @Override
    public void layoutChanged() {
        askIfOlderThan(SHORTEST_NANOS);
    }

    private void askIfOlderThan(long nanos) {
        long now = clock.monotonicTime();
        if (now - askedAt.get() < nanos || !asking.compareAndSet(false, true)) {
            return;
        }
        askedAt.set(now);
        var unused = client.refreshPartitionsAsync().whenComplete((done, failure) -> {
            if (failure == null) {
                layout = read(client.getPartitions());
            }
            asking.set(false);
        });
    }

    private static Layout read(Partitions partitions) {
        Set<RedisNode> primaries = new LinkedHashSet<>();
        @Nullable RedisNode[] holders = new RedisNode[SlotHash.SLOT_COUNT];
        for (RedisClusterNode partition : partitions) {
            if (partition.getRole().isUpstream() && !partition.getSlots().isEmpty()) {
                RedisURI uri = partition.getUri();
                RedisNode node = new RedisNode(uri.getHost(), uri.getPort());
                primaries.add(node);
                partition.forEachSlot(slot -> holders[slot] = node);
            }
        }
        return new Layout(List.copyOf(primaries), holders);
    }

    @Override
    public Outages outages() {
        return outages;
    }

    @Override
    public CompletionStage<RedisLink> connect(RedisNode node) {
        return connect.apply(node);
    }

    void close(Duration limit) {
        client.shutdown(Duration.ZERO, limit);
    }
}
