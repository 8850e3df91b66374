package io.mangaassist.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks into one Redis for the capacity command; blocks, unlike everything else here. */
final class RedisCapacityProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RedisCapacityProbe(String uri) {
        RedisURI target = RedisURI.create(uri);
        target.setTimeout(PATIENCE);
        this.client = RedisClient.create(target);
        try {
            this.connection = client.connect();
        } catch (RedisException away) {
            client.shutdown(Duration.ZERO, PATIENCE);
            throw new IllegalArgumentException("Redis does not answer at the given address", away);
        }
    }

    PressureReading reading() {
        return PressureReading.parse(connection.sync().info());
    }

    /** Returns what up to {@code most} of this library's entries take. */
    List<Long> sizes(int most) {
        RedisCommands<String, String> redis = connection.sync();
        List<Long> sizes = new ArrayList<>();
        ScanIterator<String> keys = ScanIterator.scan(redis, ScanArgs.Builder.matches("ma:*"));
        while (sizes.size() < most && keys.hasNext()) {
            Long bytes = redis.memoryUsage(keys.next());
            if (bytes != null) {
                sizes.add(bytes);
            }
        }
        return sizes;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
