package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A real Redis that fills up. */
final class RedisPressureTest {

    private static final String BLOCK = "x".repeat(90_000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<PressureState> told = new CopyOnWriteArrayList<>();

    private RedisPressure.Builder watch(RedisConnector connector) {
        return RedisPressure.builder(connector)
                .meterRegistry(registry)
                .onChange(told::add)
                .every(Duration.ofMillis(50));
    }

    @Test
    void without_a_limit_the_state_is_unbounded_also_when_config_is_denied() {
        try (RedisFixture redis = RedisFixture.builder()
                        .arguments("--rename-command", "CONFIG", "")
                        .build();
                RedisConnector connector = Keys.connector(redis);
                RedisPressure watch = watch(connector).build()) {
            await().until(() -> watch.state() == PressureState.UNBOUNDED);
            assertThat(registry.get("mangaassist.cache.redis.clients").gauge().value())
                    .isPositive();
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void a_filling_redis_climbs_the_steps_and_the_writer_sheds() {
        long limit = 20L << 20;
        try (RedisFixture redis = RedisFixture.builder()
                        .maxMemoryBytes(limit)
                        .maxMemoryPolicy("allkeys-lfu")
                        .build();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis);
                RedisPressure watch = watch(connector).build();
                CacheWriter writer = CacheWriter.builder(connector)
                        .meterRegistry(registry)
                        .pressure(watch)
                        .build()) {
            await().until(() -> watch.state() == PressureState.NORMAL && watch.clients() > 0);
            for (int i = 0; i < 140; i++) {
                truth.ask().set("first filler " + i, BLOCK);
            }
            fill(truth, watch, PressureState.HIGH);
            writer.write(Keys.key(1), "once");
            await().until(() -> writer.snapshot().dropped(DropReason.PRESSURE) == 1);
            writer.write(Keys.key(1), "twice");
            await().until(() -> writer.snapshot().written() == 1);
            assertThat(truth.ask().pttl(Keys.inRedis(Keys.key(1))))
                    .as("the floor, give or take a tenth")
                    .isBetween(1L, Duration.ofSeconds(330).toMillis());

            fill(truth, watch, PressureState.CRITICAL);
            writer.write(Keys.key(1), "three times");
            await().until(() -> writer.snapshot().dropped(DropReason.PRESSURE) == 2);
            assertThat(told).contains(PressureState.HIGH, PressureState.CRITICAL);
        }
    }

    private static void fill(RedisTruth truth, RedisPressure watch, PressureState until) {
        await().pollInterval(Duration.ofMillis(120))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    if (watch.state().compareTo(until) < 0) {
                        truth.ask().set("filler " + truth.ask().dbsize(), BLOCK);
                    }
                    return watch.state() == until;
                });
    }
}
