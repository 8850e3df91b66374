package io.mangaassist.examples;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.WriterSnapshot;
import io.mangaassist.examples.IncidentReplay.BeforeAfter;
import io.mangaassist.testkit.RedisFixture;
import io.mangaassist.testkit.TcpProxy;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Scenario 5: Redis under pressure takes 18 ms for a write that the answer waits for. */
final class CacheReplay {

    private static final int ANSWERS = 50;
    private static final Duration SLOW = Duration.ofMillis(18);
    private static final String ANSWER = "Volume 12 continues the Kyoto arc.";

    private CacheReplay() {}

    static BeforeAfter run() {
        try (RedisFixture redis = RedisFixture.start();
                TcpProxy slow = TcpProxy.to(redis.port()).build()) {
            RedisURI uri = RedisURI.create("redis://127.0.0.1:" + slow.port());
            slow.delayToServer(SLOW);
            return new BeforeAfter(awaited(uri), handedOver(uri));
        }
    }

    private static String awaited(RedisURI uri) {
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return waited(i -> connection.sync().set("answer-" + i, ANSWER, SetArgs.Builder.ex(1_800)));
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    private static String handedOver(RedisURI uri) {
        CacheScope scope = CacheScope.builder("shop").build();
        try (RedisConnector connector = RedisConnector.of(uri);
                CacheWriter writer = CacheWriter.builder(connector).build()) {
            String waited = waited(i -> writer.write(scope.key("question " + i), ANSWER));
            writer.close(Duration.ofSeconds(5));
            WriterSnapshot end = writer.snapshot();
            return waited + IncidentReplay.text("; %d written, %d unaccounted for", end.written(), end.imbalance());
        }
    }

    private static String waited(IntConsumer write) {
        long start = Clock.SYSTEM.monotonicTime();
        for (int i = 0; i < ANSWERS; i++) {
            write.accept(i);
        }
        double millis = (Clock.SYSTEM.monotonicTime() - start) / 1e6 / ANSWERS;
        return IncidentReplay.text("each of %d answers waited %.3f ms for its cache write", ANSWERS, millis);
    }
}
