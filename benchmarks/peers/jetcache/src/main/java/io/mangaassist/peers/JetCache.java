package io.mangaassist.peers;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** JetCache's asynchronous PUT over Lettuce; its encoder is told to take the bytes as they are. */
public final class JetCache implements Peer {

    private final RedisClient client;
    private final Cache<String, byte[]> cache;
    private final Tally tally;

    @SuppressWarnings("unchecked")
    public JetCache(int port, Tally tally) {
        RedisURI uri = RedisURI.create("127.0.0.1", port);
        uri.setTimeout(Duration.ofMillis(TIMEOUT_MILLIS));
        this.client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        this.cache = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
                .redisClient(client)
                .asyncResultTimeoutInMillis(TIMEOUT_MILLIS)
                .keyConvertor(key -> key)
                .keyPrefix("")
                .valueEncoder(value -> ((CacheValueHolder<byte[]>) value).getValue())
                .valueDecoder(bytes -> new CacheValueHolder<>(bytes, TTL_MILLIS))
                .expireAfterWrite(TTL_MILLIS, TimeUnit.MILLISECONDS)
                .buildCache();
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        cache.PUT(key, value).future().whenComplete((result, failure) -> {
            if (failure == null && result.getResultCode() == com.alicp.jetcache.CacheResultCode.SUCCESS) {
                tally.written(1);
            } else {
                tally.failed(1);
            }
        });
    }

    @Override
    public long outstanding() {
        return tally.open();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
