package io.mangaassist.peers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Jedis with a pool and short times. */
public final class Jedis implements Peer {

    private final RedisClient redis;
    private final Tally tally;

    public Jedis(int port, Tally tally) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(16);
        pool.setMaxIdle(16);
        pool.setMaxWait(Duration.ofMillis(50));
        this.redis = RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis((int) TIMEOUT_MILLIS)
                        .build())
                .poolConfig(pool)
                .build();
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        redis.set(key.getBytes(StandardCharsets.US_ASCII), value, SetParams.setParams().px(TTL_MILLIS));
        tally.written(1);
    }

    @Override
    public void writeAll(List<String> keys, byte[] value) {
        try (Pipeline pipeline = redis.pipelined()) {
            for (String key : keys) {
                pipeline.set(key.getBytes(StandardCharsets.US_ASCII), value, SetParams.setParams().px(TTL_MILLIS));
            }
            pipeline.sync();
        }
        tally.written(keys.size());
    }

    @Override
    public void close() {
        redis.close();
    }
}
