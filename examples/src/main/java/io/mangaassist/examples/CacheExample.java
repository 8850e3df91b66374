package io.mangaassist.examples;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheCodec;
import io.mangaassist.cache.CacheKey;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.ResponseCache;
import io.mangaassist.testkit.RedisFixture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The cache alone: answers are looked up near and in Redis, and written without anybody waiting. */
public final class CacheExample {

    private CacheExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (RedisFixture redis = RedisFixture.start();
                RedisConnector connector = RedisConnector.of(RedisURI.create(redis.uri()));
                CacheWriter writer = CacheWriter.builder(connector)
                        .ttl(Duration.ofMinutes(30))
                        .build();
                ResponseCache<String> cache = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                        .build()) {
            CacheScope scope = CacheScope.builder("shop")
                    .locale("ja-JP")
                    .model("sonnet")
                    .promptVersion("7")
                    .build();
            CacheKey key = scope.key("Which volume comes next?");
            System.out.println("first: " + cache.get(key).join().source());
            System.out.println(
                    "asked: " + cache.getOrLoad(key, CacheExample::model).join());
            System.out.println("again: " + cache.get(key).join().source());

            writer.close(Duration.ofSeconds(5));
            System.out.println("written: " + writer.snapshot().written());
            redis.kill();
            System.out.println("Redis is gone: " + cache.get(key).join().value());
            System.out.println("a question never asked: "
                    + cache.get(scope.key("What else?")).join().source());
        }
    }

    private static CompletableFuture<String> model() {
        return CompletableFuture.completedFuture("Volume 12.");
    }
}
