package io.mangaassist.peers;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;

/** What a careful team makes of it: a bounded queue, a time-out, nothing kept while there is no connection. */
public final class LettuceTuned implements Peer {

    private static final int QUEUE = 1_000;

    private final LettuceConnection connection;
    private final RedisAsyncCommands<String, byte[]> redis;
    private final Tally tally;

    public LettuceTuned(int port, Tally tally) {
        ClientOptions options = ClientOptions.builder()
                .requestQueueSize(QUEUE)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(TIMEOUT_MILLIS)))
                .build();
        this.connection = new LettuceConnection(RedisURI.create("127.0.0.1", port), options);
        this.redis = connection.get().async();
        this.tally = tally;
    }

    @Override
    public void write(String key, byte[] value) {
        redis.set(key, value, SetArgs.Builder.px(TTL_MILLIS)).whenComplete((ok, failure) -> tally.ended(failure));
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
