package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.HAIKU;
import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two tasks on one real Redis. */
@Timeout(60)
final class LettuceFleetBudgetTest {

    /** Two a second, one for each of the two tasks. */
    private static final int QUOTA = 120;

    private final FakeBedrock sonnet = new FakeBedrock();
    private final FakeBedrock haiku = new FakeBedrock();

    private RedisFixture redis;
    private RedisClient client;

    @BeforeEach
    void start() {
        RedisFixture.missing().ifPresent(reason -> Assumptions.abort(reason));
        redis = RedisFixture.start();
        client = RedisClient.create(redis.uri().toString());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.shutdown(0, 1, TimeUnit.SECONDS);
            redis.close();
        }
    }

    @Test
    void tasks_share_one_quota_and_live_on_their_part_while_redis_is_gone() {
        long start = Clock.SYSTEM.monotonicTime();
        try (StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE);
                BedrockPool one = task(connection);
                BedrockPool other = task(connection)) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                ask(one, 5);
                ask(other, 5);
                return sonnet.calls.size() >= QUOTA;
            });
            for (int i = 0; i < 100; i++) {
                ask(one, 1);
                ask(other, 1);
            }
            assertThat(sonnet.calls.size())
                    .as("a minute's quota and what has come since")
                    .isLessThanOrEqualTo(QUOTA + refilled(start));

            redis.kill();
            int before = sonnet.calls.size();
            long gone = Clock.SYSTEM.monotonicTime();
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                ask(one, 1);
                return sonnet.calls.size() >= before + 4;
            });
            assertThat(sonnet.calls.size() - before)
                    .as("its part: one a second, and what it had leased")
                    .isLessThanOrEqualTo(refilled(gone) / 2 + 4);

            redis.restart();
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                ask(one, 5);
                return sonnet.calls.size() >= before + 60;
            });
        }
    }

    private BedrockPool task(StatefulRedisConnection<byte[], byte[]> connection) {
        return BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", SONNET, sonnet)
                        .permits(1_000)
                        .requestQuota(QUOTA)
                        .fleetQuota(LettuceFleetBudget.of(connection), 2))
                .rung(BedrockRung.of("haiku", HAIKU, haiku).permits(100_000))
                .meterRegistry(new SimpleMeterRegistry())
                .totalTimeout(Duration.ofMinutes(2))
                .firstTokenTimeout(Duration.ofMinutes(2))
                .drain(Duration.ZERO)
                .build();
    }

    private static int refilled(long since) {
        return (int) Math.ceil((Clock.SYSTEM.monotonicTime() - since) / 1e9 * QUOTA / 60) + 1;
    }

    private static void ask(BedrockPool pool, int times) {
        for (int i = 0; i < times; i++) {
            var unused = Scene.ask(pool);
        }
    }
}
