package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ResponseCacheTest {

    private static final CacheKey KEY = Keys.key(1);

    private static RedisFixture redis;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> server;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RedisConnector connector;
    private CacheWriter writer;

    @BeforeAll
    static void start() {
        redis = RedisFixture.start();
        client = RedisClient.create(RedisURI.create(redis.uri()));
        server = client.connect();
    }

    @AfterAll
    static void stop() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        redis.close();
    }

    @BeforeEach
    void connect() {
        server.sync().flushall();
        connector = Keys.connector(redis);
        writer = CacheWriter.builder(connector).meterRegistry(registry).build();
    }

    @AfterEach
    void disconnect() {
        writer.close();
        connector.close();
    }

    /** A generous time to read: these tests are not about it, and the machine may be busy. */
    private ResponseCache.Builder<String> cache() {
        return ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .readTimeout(Duration.ofSeconds(5));
    }

    private void written(long entries) {
        await().until(() -> writer.snapshot().written() == entries);
    }

    @Test
    void a_value_just_put_is_readable_at_once() {
        try (ResponseCache<String> cache = cache().build()) {
            cache.put(KEY, "answer");

            assertThat(cache.get(KEY)).isCompletedWithValue(new CacheResult<>(CacheResult.Source.NEAR, "answer"));
        }
    }

    @Test
    void what_another_task_has_put_comes_from_redis_and_then_from_near() {
        try (ResponseCache<String> mine = cache().build();
                ResponseCache<String> other = cache().name("other").build()) {
            other.put(KEY, "answer");
            written(1);

            assertThat(mine.get(KEY).join()).isEqualTo(new CacheResult<>(CacheResult.Source.REMOTE, "answer"));
            assertThat(mine.get(KEY).join()).isEqualTo(new CacheResult<>(CacheResult.Source.NEAR, "answer"));
        }
    }

    @Test
    void an_unknown_key_is_a_miss() {
        try (ResponseCache<String> cache = cache().build()) {
            assertThat(cache.get(KEY).join().isHit()).isFalse();
            assertThat(cache.get(null).join().isHit()).as("no key").isFalse();
        }
    }

    @Test
    void an_invalidated_value_is_gone_here_at_once_and_from_redis_soon() {
        try (ResponseCache<String> cache = cache().build()) {
            cache.put(KEY, "retracted");
            written(1);
            cache.invalidate(KEY);

            assertThat(cache.get(KEY).join().isHit()).isFalse();
            written(2);
            assertThat(server.sync().exists(Keys.inRedis(KEY))).isZero();
            cache.put(KEY, "better");
            assertThat(cache.get(KEY).join().value()).isEqualTo("better");
        }
    }

    @Test
    void a_foreign_value_is_a_counted_miss_and_stays() {
        server.sync().set(Keys.inRedis(KEY), "{\"somebody\":\"else\"}");
        try (ResponseCache<String> cache = cache().build()) {
            assertThat(cache.get(KEY).join().isHit()).isFalse();
            assertThat(registry.get("mangaassist.cache.frames.rejected")
                            .tag("reason", "foreign")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
        assertThat(server.sync().exists(Keys.inRedis(KEY))).isEqualTo(1);
    }

    @Test
    void one_value_is_made_per_key_at_a_time_and_put() {
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<String> made = new CompletableFuture<>();
        try (ResponseCache<String> cache = cache().build()) {
            CompletableFuture<String> first = cache.getOrLoad(KEY, () -> load(calls, made));
            CompletableFuture<String> second = cache.getOrLoad(KEY, () -> load(calls, made));
            await().until(() -> calls.get() == 1);
            assertThat(first.cancel(false)).as("one who waits gives up").isTrue();
            made.complete("made");

            assertThat(second.join()).isEqualTo("made");
            assertThat(calls).hasValue(1);
            assertThat(cache.get(KEY).join().source()).isEqualTo(CacheResult.Source.NEAR);
        }
    }

    private static CompletableFuture<String> load(AtomicInteger calls, CompletableFuture<String> made) {
        calls.incrementAndGet();
        return made;
    }

    @Test
    void a_failing_loader_fails_those_who_wait_and_nobody_later() {
        try (ResponseCache<String> cache = cache().build()) {
            CompletableFuture<String> failed =
                    cache.getOrLoad(KEY, () -> CompletableFuture.failedFuture(new IllegalStateException("model")));

            assertThat(failed).failsWithin(Duration.ofSeconds(5));
            assertThat(cache.getOrLoad(KEY, () -> CompletableFuture.completedFuture("now"))
                            .join())
                    .isEqualTo("now");
        }
    }

    @Test
    void all_meters_are_gone_after_close() {
        ResponseCache<String> cache = cache().build();
        cache.put(KEY, "answer");
        cache.get(KEY).join();
        assertThat(registry.get("cache.gets").tag("name", "default").functionCounters())
                .isNotEmpty();
        cache.close();
        writer.close();

        assertThat(registry.getMeters()).isEmpty();
        assertThat(cache.get(KEY).join().isHit()).as("a closed cache misses").isFalse();
    }
}
