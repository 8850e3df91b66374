package io.mangaassist.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Near first, then Redis. A read from Redis may fill the near cache only if nobody has put or removed the key since it
 * began: both revoke the read's token within the key's step of the near cache.
 */
final class Lookups<V> {

    private final NearCache<V> near;
    private final RemoteReads remote;
    private final CacheCodec<V> codec;
    private final CacheReadMeters meters;
    private final ConcurrentMap<CacheKey, Read<V>> reads = new ConcurrentHashMap<>();

    Lookups(NearCache<V> near, RemoteReads remote, CacheCodec<V> codec, CacheReadMeters meters) {
        this.near = near;
        this.remote = remote;
        this.codec = codec;
        this.meters = meters;
    }

    /** Looks up; a miss at once while {@code erasing} says so of the key's scope. */
    CompletableFuture<CacheResult<V>> find(CacheKey key, Predicate<CacheScope> erasing) {
        CacheResult<V> here = known(key, erasing);
        if (here != null) {
            return CompletableFuture.completedFuture(here);
        }
        Read<V> mine = new Read<>(new CompletableFuture<>());
        Read<V> others = reads.putIfAbsent(key, mine);
        if (others != null) {
            return others.result.copy();
        }
        // Who puts, removes or erases revokes tokens: what was done before there was one must be looked at once more.
        CacheResult<V> meanwhile = known(key, erasing);
        if (meanwhile != null) {
            reads.remove(key, mine);
            mine.result.complete(meanwhile);
        } else {
            var unused = remote.read(key).whenComplete((frame, failure) -> finish(key, mine, frame, failure));
        }
        return mine.result.copy();
    }

    private @Nullable CacheResult<V> known(CacheKey key, Predicate<CacheScope> erasing) {
        return erasing.test(key.scope()) ? CacheResult.miss() : fresh(key);
    }

    /** Puts, unless {@code current} denies it within the key's step. */
    void put(CacheKey key, V value, BooleanSupplier current, Runnable write) {
        near.put(key, value, current, () -> {
            reads.remove(key);
            write.run();
        });
    }

    void remove(CacheKey key, long nanos, Runnable write) {
        near.remove(key, nanos, () -> {
            reads.remove(key);
            write.run();
        });
    }

    /** Forgets what is here and, in the same step of the key, does {@code meanwhile}. */
    void forget(CacheKey key, Runnable meanwhile) {
        near.forget(key, meanwhile);
    }

    void removeAll(CacheScope scope) {
        reads.keySet().removeIf(key -> key.scope().equals(scope));
        near.forgetAll(scope);
    }

    /** Returns what the near cache knows for certain: a value, or that there is none. */
    private @Nullable CacheResult<V> fresh(CacheKey key) {
        NearEntry<V> entry = near.get(key);
        if (entry == null || !near.isFresh(entry)) {
            return null;
        }
        return entry.value() == null ? CacheResult.miss() : new CacheResult<>(CacheResult.Source.NEAR, entry.value());
    }

    private void finish(CacheKey key, Read<V> mine, byte @Nullable [] frame, @Nullable Throwable failure) {
        CacheResult<V> result = CacheResult.miss();
        try {
            if (failure != null) {
                meters.failed(ReadLane.faultOf(failure));
                result = stale(key);
            } else if (frame == null) {
                near.forget(key, () -> holds(key, mine));
                result = freshOrMiss(key);
            } else {
                result = decoded(key, mine, frame);
            }
        } finally {
            reads.remove(key, mine);
            mine.result.complete(result);
        }
    }

    /** Tells whether the read may still speak for Redis: nobody has put or removed the key since it began. */
    private boolean holds(CacheKey key, Read<V> read) {
        return reads.get(key) == read;
    }

    private CacheResult<V> decoded(CacheKey key, Read<V> mine, byte[] frame) {
        try {
            V value = decode(frame);
            if (near.fill(key, value, () -> holds(key, mine))) {
                return new CacheResult<>(CacheResult.Source.REMOTE, value);
            }
            return freshOrMiss(key);
        } catch (FrameException unusable) {
            meters.rejected(unusable.reason());
            return CacheResult.miss();
        }
    }

    private V decode(byte[] frame) throws FrameException {
        try {
            return codec.decode(Frame.unwrap(frame, Frame.MAX_RAW));
        } catch (RuntimeException | LinkageError codecFailure) {
            throw new FrameException(FrameException.Reason.UNDECODABLE);
        }
    }

    private CacheResult<V> freshOrMiss(CacheKey key) {
        CacheResult<V> here = fresh(key);
        return here == null ? CacheResult.miss() : here;
    }

    private CacheResult<V> stale(CacheKey key) {
        NearEntry<V> entry = near.get(key);
        if (entry == null || entry.value() == null || near.isFresh(entry)) {
            return freshOrMiss(key);
        }
        return new CacheResult<>(CacheResult.Source.STALE, entry.value());
    }

    /** One read of Redis under way; a token by its identity. */
    private static final class Read<V> {

        private final CompletableFuture<CacheResult<V>> result;

        Read(CompletableFuture<CacheResult<V>> result) {
            this.result = result;
        }
    }
}
