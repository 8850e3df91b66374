package io.mangaassist.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.mangaassist.testkit.RedisFixture;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server itself says, over a plain client. */
final class RedisTruth implements AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RedisTruth(RedisFixture redis) {
        RedisURI uri = RedisURI.create(redis.uri());
        uri.setTimeout(Duration.ofSeconds(20));
        client = RedisClient.create(uri);
        connection = client.connect();
    }

    RedisCommands<String, String> ask() {
        return connection.sync();
    }

    /** Returns how often the server carried a command out, refused calls not counted. */
    long successes(String command) {
        Matcher found = Pattern.compile(
                        "cmdstat_" + command + ":calls=(\\d+),.*rejected_calls=(\\d+),failed_calls=(\\d+)")
                .matcher(ask().info("commandstats"));
        return found.find() ? Long.parseLong(found.group(1)) - Long.parseLong(found.group(3)) : 0;
    }

    void put(CacheKey key, byte[] frame) {
        client.connect(ByteArrayCodec.INSTANCE).sync().set(key.redisKey(), frame);
    }

    void pauseWrites(Duration length) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
                .add("PAUSE")
                .add(length.toMillis())
                .add("WRITE");
        ask().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), args);
    }

    /** Makes a user with these rights, in the server's words. */
    void user(String name, String... rules) {
        CommandArgs<String, String> args =
                new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add(name);
        for (String rule : rules) {
            args.add(rule);
        }
        String unused = ask().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), args);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
