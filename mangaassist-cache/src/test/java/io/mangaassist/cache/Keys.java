package io.mangaassist.cache;

import io.lettuce.core.RedisURI;
import io.mangaassist.testkit.RedisFixture;
import java.nio.charset.StandardCharsets;

/** Keys and connectors for tests. */
final class Keys {

    static final CacheScope SHOP =
            CacheScope.builder("shop").locale("ja-JP").model("sonnet").build();

    private Keys() {}

    static CacheKey key(int number) {
        return SHOP.key("question " + number);
    }

    static String inRedis(CacheKey key) {
        return new String(key.redisKey(), StandardCharsets.US_ASCII);
    }

    static RedisConnector connector(RedisFixture redis) {
        return RedisConnector.of(RedisURI.create(redis.uri()));
    }
}
