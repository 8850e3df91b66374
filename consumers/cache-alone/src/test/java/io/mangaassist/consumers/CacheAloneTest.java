package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheCodec;
import io.mangaassist.cache.CacheKey;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.ResponseCache;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CacheAloneTest {

    @Test
    void the_cache_serves_and_counts_though_there_is_no_redis() throws Exception {
        ClassPath.lacks("software.amazon.awssdk.core.SdkRequest", "io.micrometer.tracing.Tracer");
        ClassPath.hasOneNetty();
        try (RedisConnector redis = RedisConnector.of(RedisURI.create("redis://127.0.0.1:1"));
                CacheWriter writer = CacheWriter.builder(redis).build();
                ResponseCache<String> cache =
                        ResponseCache.builder(redis, writer, CacheCodec.TEXT).build()) {
            CacheKey key = CacheScope.builder("shop").build().key("Is it in stock?");
            cache.put(key, "Yes.");

            assertEquals("Yes.", cache.get(key).join().value(), "the near cache has it at once");
            writer.close(Duration.ofMillis(200));
            assertEquals(1, writer.snapshot().offered());
            assertEquals(0, writer.snapshot().imbalance());
            assertTrue(writer.snapshot().written() == 0, "nobody could write it");
        }
    }
}
