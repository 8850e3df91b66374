package io.mangaassist.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The near cache: bounded by bytes; what is done for one key is done in order, also beyond the near cache. */
final class NearCache<V> {

    /** Key, entry and Caffeine's node, roughly. */
    private static final int ENTRY_OVERHEAD_BYTES = 256;

    private final Cache<CacheKey, NearEntry<V>> cache;
    private final CacheCodec<V> codec;
    private final ResponseCacheConfig config;
    private final Clock clock;

    NearCache(CacheCodec<V> codec, ResponseCacheConfig config, Clock clock, Executor maintenance) {
        this.codec = codec;
        this.config = config;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(config.nearBytes())
                .weigher((CacheKey key, NearEntry<V> entry) -> entry.weight())
                .expireAfter(Expiry.<CacheKey, NearEntry<V>>writing(
                        (key, entry) -> Duration.ofNanos(entry.keptUntil() - clock.monotonicTime())))
                .ticker(clock::monotonicTime)
                .executor(maintenance)
                .recordStats()
                .build();
    }

    @Nullable
    NearEntry<V> get(CacheKey key) {
        return cache.getIfPresent(key);
    }

    /** Keeps the value and, in the same step of the key, does {@code meanwhile}; neither if {@code current} denies it. */
    void put(CacheKey key, V value, BooleanSupplier current, Runnable meanwhile) {
        NearEntry<V> entry = entry(value);
        cache.asMap().compute(key, (same, before) -> {
            if (!current.getAsBoolean()) {
                return before;
            }
            meanwhile.run();
            return entry;
        });
    }

    /** Forgets what is known and, in the same step of the key, does {@code meanwhile}. */
    void forget(CacheKey key, Runnable meanwhile) {
        cache.asMap().compute(key, (same, before) -> {
            meanwhile.run();
            return null;
        });
    }

    /** Remembers for {@code nanos} that the value is gone and, in the same step of the key, does {@code meanwhile}. */
    void remove(CacheKey key, long nanos, Runnable meanwhile) {
        long until = clock.monotonicTime() + nanos;
        NearEntry<V> gone = new NearEntry<>(null, ENTRY_OVERHEAD_BYTES, until, until);
        cache.asMap().compute(key, (same, before) -> {
            meanwhile.run();
            return gone;
        });
    }

    boolean isFresh(NearEntry<V> entry) {
        return entry.isFresh(clock.monotonicTime());
    }

    void forgetAll(CacheScope scope) {
        cache.asMap().keySet().removeIf(key -> key.scope().equals(scope));
    }

    /** Forgets a value that Redis no longer has, unless {@code current} denies it. */
    void forget(CacheKey key, BooleanSupplier current) {
        var unused = cache.asMap().computeIfPresent(key, (same, before) -> current.getAsBoolean() ? null : before);
    }

    /** Keeps what Redis had, unless {@code current} denies that it is still right; tells whether it was kept. */
    boolean fill(CacheKey key, V value, BooleanSupplier current) {
        NearEntry<V> entry = entry(value);
        if (entry == null) {
            return false;
        }
        NearEntry<V> now = cache.asMap().compute(key, (same, before) -> current.getAsBoolean() ? entry : before);
        return now != null && entry.equals(now);
    }

    /** Returns null if the codec cannot say what the value weighs: it is not kept here then. */
    private @Nullable NearEntry<V> entry(V value) {
        int own = Weights.of(codec, value);
        if (own == Weights.UNKNOWN) {
            return null;
        }
        long now = clock.monotonicTime();
        long freshUntil = now + config.nearTtl().toNanos();
        int weight = (int) Math.min(Integer.MAX_VALUE, (long) ENTRY_OVERHEAD_BYTES + own);
        return new NearEntry<>(
                value, weight, freshUntil, freshUntil + config.staleIfError().toNanos());
    }

    Cache<CacheKey, NearEntry<V>> caffeine() {
        return cache;
    }
}
