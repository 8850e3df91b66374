package io.mangaassist.cache;

import io.mangaassist.core.Guard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the writer's thread does: hands what was offered to the shards, lets each shard work, keeps the bounds. */
final class WriteLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WriteLoop.class);

    private final WriterParts parts;
    private final Map<RedisNode, Shard> shards = new ConcurrentHashMap<>();
    /** What came before the cluster's layout was known. */
    private final Deque<Slot> homeless = new ArrayDeque<>();

    WriteLoop(WriterParts parts) {
        this.parts = parts;
    }

    /** One round; returns how many entries moved. */
    int turn() {
        List<RedisNode> primaries = parts.nodes().primaries();
        primaries.forEach(this::shardOf);
        retire(primaries);
        parts.owed().turn();
        int moved = route();
        for (Shard shard : shards.values()) {
            moved += shard.turn();
        }
        parts.erasures().turn(oldestInFlight());
        if (parts.config().queue().overflow() == OverflowPolicy.DROP_OLDEST) {
            makeRoom();
        }
        return moved;
    }

    /** What waits for a node that is no longer a primary goes to the one that is; its connection ends. */
    private void retire(List<RedisNode> primaries) {
        if (primaries.isEmpty() || primaries.containsAll(shards.keySet())) {
            return;
        }
        shards.forEach((node, shard) -> {
            if (!primaries.contains(node)) {
                shard.moveAllTo(homeless);
                shard.close();
                if (shard.isIdle()) {
                    shards.remove(node);
                }
            }
        });
    }

    int route() {
        int moved = 0;
        parts.moved().turn(this::goAgain);
        for (int waiting = homeless.size(); waiting > 0; waiting--) {
            route(homeless.removeFirst());
        }
        for (Slot slot = parts.intake().poll();
                slot != null;
                slot = parts.intake().poll()) {
            parts.moved().supersededBy(slot.key());
            route(slot);
            moved++;
        }
        return moved;
    }

    private void goAgain(Flight refused) {
        Payload payload = refused.request().verb() == RedisRequest.Verb.UNLINK
                ? Payload.removal(refused.offeredAt())
                : Payload.encoded(refused.request(), refused.offeredAt());
        parts.intake().takeBack(refused.key(), payload).ifPresent(parts.meters()::dropped);
    }

    private void route(Slot slot) {
        RedisNode node = parts.nodes().nodeOf(slot.key().redisKey());
        if (node != null) {
            shardOf(node).add(slot);
        } else if (isStale(slot) && parts.intake().giveUp(slot)) {
            parts.drop(DropReason.STALE);
        } else {
            homeless.addLast(slot);
        }
    }

    private boolean isStale(Slot slot) {
        long age = parts.clock().monotonicTime() - slot.peek().offeredAt();
        return age > parts.config().queue().staleAfter().toNanos();
    }

    private Shard shardOf(RedisNode node) {
        return shards.computeIfAbsent(node, added -> new Shard(added, parts));
    }

    private void makeRoom() {
        while (parts.intake().budget().isNearlyFull()) {
            Shard fullest = fullest();
            if (fullest == null || !fullest.dropOldest()) {
                return;
            }
        }
    }

    private @Nullable Shard fullest() {
        Shard fullest = null;
        for (Shard shard : shards.values()) {
            if (fullest == null || shard.waiting() > fullest.waiting()) {
                fullest = shard;
            }
        }
        return fullest;
    }

    boolean isIdle() {
        return homeless.isEmpty()
                && parts.moved().isEmpty()
                && parts.owed().isEmpty()
                && shards.values().stream().allMatch(Shard::isIdle);
    }

    /** Gives up what waits and closes the connections; what was sent ends when they are gone. */
    void close() {
        while (!homeless.isEmpty()) {
            parts.drop(homeless.removeFirst(), DropReason.SHUTDOWN);
        }
        for (Shard shard : shards.values()) {
            Guard.safely(LOG, "Closing a connection", () -> {
                shard.clear(DropReason.SHUTDOWN);
                shard.close();
            });
        }
    }

    /** Gives up what came back while the connections were closed. */
    void clearMoved() {
        parts.moved().clear(refused -> parts.drop(DropReason.SHUTDOWN));
    }

    /** Gives up the removals whose attempts ended while the connections closed. */
    void closeOwed() {
        parts.owed().close();
    }

    int inFlight() {
        return shards.values().stream().mapToInt(Shard::inFlight).sum();
    }

    double oldestInFlightSeconds() {
        return oldestInFlight() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private long oldestInFlight() {
        return shards.values().stream().mapToLong(Shard::oldestAge).max().orElse(0);
    }
}
