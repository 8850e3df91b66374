package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reads from a real Redis that freezes, dies or is not there. */
final class ResponseCacheFaultsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private CacheWriter writer(RedisConnector connector) {
        return CacheWriter.builder(connector).meterRegistry(registry).build();
    }

    private ResponseCache.Builder<String> cache(RedisConnector connector, CacheWriter writer) {
        return ResponseCache.builder(connector, writer, CacheCodec.TEXT).meterRegistry(registry);
    }

    @Test
    void while_redis_is_frozen_reads_miss_in_time_or_are_stale_and_marked() {
        try (RedisFixture redis = RedisFixture.start();
                RedisConnector connector = Keys.connector(redis);
                CacheWriter writer = writer(connector);
                ResponseCache<String> cache =
                        cache(connector, writer).nearTtl(Duration.ofMillis(1)).build()) {
            cache.put(Keys.key(1), "answer");
            await().until(() -> cache.get(Keys.key(1)).join().source() == CacheResult.Source.REMOTE);
            redis.freeze();

            assertThat(cache.get(Keys.key(2))).succeedsWithin(Duration.ofSeconds(2));
            assertThat(cache.get(Keys.key(2)).join().isHit()).isFalse();
            await().untilAsserted(() -> assertThat(cache.get(Keys.key(1)).join())
                    .isEqualTo(new CacheResult<>(CacheResult.Source.STALE, "answer")));
            redis.thaw();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> cache.get(Keys.key(1)).join().source() == CacheResult.Source.REMOTE);
        }
    }

    @Test
    void many_reads_of_a_frozen_redis_open_the_breaker_and_later_ones_do_not_wait() {
        try (RedisFixture redis = RedisFixture.start();
                RedisConnector connector = Keys.connector(redis);
                CacheWriter writer = writer(connector);
                ResponseCache<String> cache = cache(connector, writer)
                        .readTimeout(Duration.ofMillis(100))
                        .build()) {
            await().until(() -> cache.get(Keys.key(0)).thenApply(found -> true).join());
            redis.freeze();
            int[] number = {1};
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> cache.get(Keys.key(number[0]++)).isDone());
            redis.thaw();
        }
    }

    @Test
    void without_redis_the_near_cache_serves_and_redis_is_used_when_it_comes() {
        try (RedisFixture redis = RedisFixture.start()) {
            redis.kill();
            try (RedisConnector connector = Keys.connector(redis);
                    CacheWriter writer = writer(connector);
                    ResponseCache<String> cache = cache(connector, writer).build()) {
                cache.put(Keys.key(1), "answer");
                assertThat(cache.get(Keys.key(1)).join().source()).isEqualTo(CacheResult.Source.NEAR);
                assertThat(cache.get(Keys.key(2)).join().isHit()).isFalse();
                redis.restart();
                try (RedisTruth truth = new RedisTruth(redis)) {
                    byte[] body = CacheCodec.TEXT.encode("there");
                    byte[] frame = Frame.wrap(body, Compression.NONE, body.length, 1);
                    truth.put(Keys.key(3), frame);
                    await().atMost(Duration.ofSeconds(5))
                            .until(() -> cache.get(Keys.key(3)).join().source() == CacheResult.Source.REMOTE);
                }
            }
        }
    }

    @Test
    void a_read_that_was_under_way_does_not_bring_back_what_was_invalidated_meanwhile() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis);
                CacheWriter writer = writer(connector);
                ResponseCache<String> cache = cache(connector, writer)
                        .readTimeout(Duration.ofSeconds(5))
                        .build()) {
            byte[] body = CacheCodec.TEXT.encode("retracted");
            truth.put(Keys.key(1), Frame.wrap(body, Compression.NONE, body.length, 1));
            await().until(() -> cache.get(Keys.key(9)).thenApply(found -> true).join());
            redis.freeze();
            var read = cache.get(Keys.key(1));
            cache.invalidate(Keys.key(1));
            redis.thaw();

            assertThat(read.join().isHit()).as("the read under way").isFalse();
            assertThat(cache.get(Keys.key(1)).join().isHit()).as("a later one").isFalse();
        }
    }
}
