package io.mangaassist.pool;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mangaassist.core.Checks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The fleet's quota in Redis, by Bucket4j. Needs {@code com.bucket4j:bucket4j_jdk17-lettuce} and Lettuce on the class path.
 *
 * <p>The connection stays the caller's, who closes it after the pool. Give it a short command time-out and {@code
 * DisconnectedBehavior.REJECT_COMMANDS}, so that a Redis that is gone is noticed at once. Buckets reckon with the clocks of
 * the tasks: a second of difference shifts a second of quota. Keys hold prefix, model, kind and size of the quota: tasks
 * of two deployments that know different quotas use different buckets until the older are gone.
 */
public final class LettuceFleetBudget implements FleetBudget {

    private static final String PREFIX = "mangaassist:quota:";
    /** A bucket that is full again is the same as none. */
    private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

    private final String prefix;
    private final AsyncProxyManager<byte[]> buckets;
    private final ConcurrentMap<String, AsyncBucketProxy> known = new ConcurrentHashMap<>();

    private LettuceFleetBudget(StatefulRedisConnection<byte[], byte[]> connection, String prefix) {
        this.prefix = prefix;
        this.buckets = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .build()
                .asAsync();
    }

    /**
     * Makes a budget with the keys {@code mangaassist:quota:*}.
     *
     * @param connection an open connection, with Lettuce's {@code ByteArrayCodec}
     * @return the budget
     */
    public static LettuceFleetBudget of(StatefulRedisConnection<byte[], byte[]> connection) {
        return of(connection, PREFIX);
    }

    /**
     * As {@link #of(StatefulRedisConnection)}, for accounts that share a Redis.
     *
     * @param connection an open connection, with Lettuce's {@code ByteArrayCodec}
     * @param prefix of the keys, not blank
     * @return the budget
     */
    public static LettuceFleetBudget of(StatefulRedisConnection<byte[], byte[]> connection, String prefix) {
        Objects.requireNonNull(connection, "connection");
        return new LettuceFleetBudget(connection, Checks.notBlank("prefix", prefix));
    }

    @Override
    public CompletableFuture<Long> take(String budget, long perMinute, long most) {
        try {
            return bucket(budget, perMinute).tryConsumeAsMuchAsPossible(most);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public void giveBack(String budget, long perMinute, long amount) {
        try {
            var unused = bucket(budget, perMinute).addTokens(amount);
        } catch (RuntimeException lost) {
            // the budget fills by itself
        }
    }

    private AsyncBucketProxy bucket(String budget, long perMinute) {
        return known.computeIfAbsent(prefix + budget + ':' + perMinute, key -> {
            BucketConfiguration size = BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                    .build();
            return buckets.builder()
                    .build(key.getBytes(StandardCharsets.UTF_8), () -> CompletableFuture.completedFuture(size));
        });
    }

    @Override
    public String toString() {
        return "LettuceFleetBudget{" + prefix + "*}";
    }
}
