package io.mangaassist.peers;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.TimeoutOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.types.Expiration;

/** What is behind Spring's Cache.put: asynchronous since 4.0, over a Lettuce as careful as the tuned one. */
public final class SpringDataRedis implements Peer {

    private static final int QUEUE = 1_000;
    private static final Duration TTL = Duration.ofMillis(TTL_MILLIS);

    private final LettuceConnectionFactory factory;
    private final RedisCacheWriter cache;

    public SpringDataRedis(int port, Tally tally) {
        ClientOptions options = ClientOptions.builder()
                .requestQueueSize(QUEUE)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(TIMEOUT_MILLIS)))
                .build();
        this.factory = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                LettuceClientConfiguration.builder()
                        .clientOptions(options)
                        .commandTimeout(Duration.ofMillis(TIMEOUT_MILLIS))
                        .build());
        factory.afterPropertiesSet();
        factory.start();
        this.cache = RedisCacheWriter.nonLockingRedisCacheWriter(factory);
        tally.silent();
    }

    @Override
    public void write(String key, byte[] value) {
        cache.put("answers", key.getBytes(StandardCharsets.US_ASCII), value, TTL);
    }

    @Override
    public void writeAll(List<String> keys, byte[] value) {
        try (RedisConnection connection = factory.getConnection()) {
            connection.openPipeline();
            for (String key : keys) {
                connection.stringCommands().set(
                        key.getBytes(StandardCharsets.US_ASCII), value, Expiration.from(TTL), SetOption.upsert());
            }
            connection.closePipeline();
        }
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
