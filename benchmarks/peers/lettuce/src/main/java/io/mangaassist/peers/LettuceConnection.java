package io.mangaassist.peers;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/** A client and its one connection. */
final class LettuceConnection {

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;

    LettuceConnection(RedisURI uri, ClientOptions options) {
        client = RedisClient.create(uri);
        if (options != null) {
            client.setOptions(options);
        }
        connection = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
    }

    StatefulRedisConnection<String, byte[]> get() {
        return connection;
    }

    void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
