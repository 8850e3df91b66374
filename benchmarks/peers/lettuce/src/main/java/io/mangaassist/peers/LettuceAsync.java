package io.mangaassist.peers;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;

/** Lettuce's async commands as they come; the future is not waited for. */
public final class LettuceAsync implements Peer {

    private final LettuceConnection connection;
    private final StatefulRedisConnection<String, byte[]> redis;
    private final Tally tally;

    public LettuceAsync(int port, Tally tally) {
        this.connection = new LettuceConnection(RedisURI.create("127.0.0.1", port), null);
        this.redis = connection.get();
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        redis.async().set(key, value, SetArgs.Builder.px(TTL_MILLIS)).whenComplete((ok, failure) -> tally.ended(failure));
    }

    @Override
    public void writeAll(List<String> keys, byte[] value) {
        redis.setAutoFlushCommands(false);
        keys.forEach(key -> write(key, value));
        redis.flushCommands();
        redis.setAutoFlushCommands(true);
    }

    @Override
    public long outstanding() {
        return tally.open();
    }

    @Override
    public void close() {
        connection.close();
    }
}
