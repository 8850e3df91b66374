package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that are being made while their key is put, invalidated or erased. */
final class LateLoadsTest {

    private static final CacheKey KEY = Keys.key(1);

    private final CompletableFuture<String> slow = new CompletableFuture<>();
    private RedisFixture redis;
    private RedisConnector connector;
    private CacheWriter writer;
    private ResponseCache<String> cache;

    @BeforeEach
    void start() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        redis = RedisFixture.start();
        connector = Keys.connector(redis);
        writer = CacheWriter.builder(connector).meterRegistry(registry).build();
        cache = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .readTimeout(Duration.ofSeconds(5))
                .build();
    }

    @AfterEach
    void stop() {
        cache.close();
        writer.close();
        connector.close();
        redis.close();
    }

    /** Begins a load, lets {@code meanwhile} happen, then lets the load end. */
    private CompletableFuture<String> overtaken(Consumer<ResponseCache<String>> meanwhile) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> first = cache.getOrLoad(KEY, () -> {
            begun.countDown();
            return slow;
        });
        await().until(() -> begun.getCount() == 0);
        meanwhile.accept(cache);
        return first;
    }

    private void inRedisIs(long values) {
        await().until(() -> writer.snapshot().queued() + writer.snapshot().inFlight() == 0);
        try (RedisTruth truth = new RedisTruth(redis)) {
            assertThat(truth.ask().dbsize()).as("values in Redis").isEqualTo(values);
        }
    }

    @Test
    void a_load_begun_before_an_invalidation_is_not_kept() {
        CompletableFuture<String> first = overtaken(other -> other.invalidate(KEY));
        slow.complete("old");

        assertThat(first.join()).as("who asked before").isEqualTo("old");
        assertThat(cache.get(KEY).join().isHit()).isFalse();
        inRedisIs(0);
    }

    @Test
    void who_asks_after_an_invalidation_does_not_wait_for_an_older_load() {
        CompletableFuture<String> first = overtaken(other -> other.invalidate(KEY));
        CompletableFuture<String> second = cache.getOrLoad(KEY, () -> CompletableFuture.completedFuture("new"));

        assertThat(second).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("new");
        slow.complete("old");
        assertThat(first.join()).isEqualTo("old");
        assertThat(cache.get(KEY).join().value()).as("the older one came last").isEqualTo("new");
    }

    @Test
    void a_load_begun_before_a_put_does_not_replace_it() {
        CompletableFuture<String> first = overtaken(other -> other.put(KEY, "corrected"));
        slow.complete("old");

        assertThat(first.join()).isEqualTo("old");
        assertThat(cache.get(KEY).join().value()).isEqualTo("corrected");
    }

    @Test
    void a_load_begun_before_an_erasure_is_not_kept() {
        CompletableFuture<?>[] erased = new CompletableFuture<?>[1];
        CompletableFuture<String> first = overtaken(other -> erased[0] = other.erase(Keys.SHOP));
        assertThat(erased[0]).succeedsWithin(Duration.ofSeconds(10));
        slow.complete("old");

        assertThat(first.join()).isEqualTo("old");
        assertThat(cache.get(KEY).join().isHit()).isFalse();
        inRedisIs(0);
    }
}
