package io.mangaassist.peers;

import java.time.Duration;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.Config;

/** Redisson's buckets, asynchronous, short times, no second tries. */
public final class RedissonAsync implements Peer {

    private static final Duration TTL = Duration.ofMillis(TTL_MILLIS);

    private final RedissonClient redis;
    private final Tally tally;

    public RedissonAsync(int port, Tally tally) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress("redis://127.0.0.1:" + port)
                .setTimeout((int) TIMEOUT_MILLIS)
                .setConnectTimeout((int) TIMEOUT_MILLIS)
                .setRetryAttempts(0);
        this.redis = Redisson.create(config);
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        redis.<byte[]>getBucket(key, ByteArrayCodec.INSTANCE)
                .setAsync(value, TTL)
                .whenComplete((ok, failure) -> tally.ended(failure));
    }

    @Override
    public void writeAll(List<String> keys, byte[] value) {
        RBatch batch = redis.createBatch();
        for (String key : keys) {
            batch.<byte[]>getBucket(key, ByteArrayCodec.INSTANCE).setAsync(value, TTL);
        }
        batch.executeAsync().whenComplete((ok, failure) -> {
            if (failure == null) {
                tally.written(keys.size());
            } else {
                tally.failed(keys.size());
            }
        });
    }

    @Override
    public long outstanding() {
        return tally.open();
    }

    @Override
    public void close() {
        redis.shutdown();
    }
}
