package io.mangaassist.peers;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;

/** The incident: a SET that is waited for; one connection for all threads, as Lettuce advises. */
public final class LettuceSync implements Peer {

    private final LettuceConnection connection;
    private final RedisCommands<String, byte[]> redis;
    private final Tally tally;

    public LettuceSync(int port, Tally tally) {
        RedisURI uri = RedisURI.create("127.0.0.1", port);
        uri.setTimeout(Duration.ofMillis(TIMEOUT_MILLIS));
        this.connection = new LettuceConnection(uri, null);
        this.redis = connection.get().sync();
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        redis.set(key, value, SetArgs.Builder.px(TTL_MILLIS));
        tally.written(1);
    }

    @Override
    public void close() {
        connection.close();
    }
}
