package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real Redis processes that freeze, die, pause, fill up and change their role. */
final class CacheWriterFaultsTest {

    /** Far above a hand-off, far below any wait for Redis; the machine may be busy with other work. */
    private static final long NOT_BLOCKED_MILLIS = 400;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<RedisFault> told = new CopyOnWriteArrayList<>();

    private CacheWriter.Builder writer(RedisConnector connector) {
        return CacheWriter.builder(connector).meterRegistry(registry).onFault((fault, host, port) -> told.add(fault));
    }

    private double recycled() {
        return registry.get("mangaassist.cache.write.recycled").counter().count();
    }

    @Test
    void a_frozen_redis_costs_callers_nothing_and_every_entry_is_accounted_for() {
        freeze(Duration.ofSeconds(3));
    }

    @Test
    @Tag("long")
    void a_redis_frozen_for_a_minute_costs_callers_nothing_either() {
        freeze(Duration.ofSeconds(60));
    }

    private void freeze(Duration frozen) {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis)) {
            CacheWriter writer = writer(connector).build();
            long slowest;
            try (Traffic traffic = new Traffic(writer)) {
                await().until(() -> writer.snapshot().written() > 500);
                redis.freeze();
                await().pollDelay(frozen).atMost(frozen.plusSeconds(5)).until(() -> true);
                long before = writer.snapshot().written();
                redis.thaw();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> writer.snapshot().written() > before + 500);
                slowest = traffic.slowestMillis();
            }
            boolean drained = writer.close(Duration.ofSeconds(10));

            WriterSnapshot end = writer.snapshot();
            assertThat(slowest).as("slowest write in ms").isLessThan(NOT_BLOCKED_MILLIS);
            assertThat(drained).as("%s", end).isTrue();
            assertThat(end.imbalance()).as("%s", end).isZero();
            assertThat(end.unknown()).as("what was in flight: %s", end).isBetween(1L, 1024L);
            assertThat(end.droppedTotal()).as("what could not wait: %s", end).isPositive();
            assertThat(told).contains(RedisFault.TIMEOUT);
            assertThat(truth.successes("set")).as("%s", end).isBetween(end.written(), end.written() + end.unknown());
        }
    }

    @Test
    void a_killed_redis_is_found_again_after_its_restart() {
        try (RedisFixture redis = RedisFixture.start();
                RedisConnector connector = Keys.connector(redis)) {
            CacheWriter writer = writer(connector).build();
            try (Traffic traffic = new Traffic(writer)) {
                await().until(() -> writer.snapshot().written() > 500);
                redis.kill();
                await().until(() -> told.contains(RedisFault.UNREACHABLE));
                redis.restart();
                long before = writer.snapshot().written();
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> writer.snapshot().written() > before + 500);
                assertThat(traffic.slowestMillis()).isLessThan(NOT_BLOCKED_MILLIS);
            }
            assertThat(writer.close(Duration.ofSeconds(10))).isTrue();
            assertThat(writer.snapshot().imbalance())
                    .as("%s", writer.snapshot())
                    .isZero();
        }
    }

    @Test
    void a_pause_shorter_than_the_patience_loses_nothing() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis)) {
            CacheWriter writer = writer(connector)
                    .stalledAfter(Duration.ofSeconds(5))
                    .recycleAfter(Duration.ofSeconds(5))
                    .staleAfter(Duration.ofSeconds(20))
                    .build();
            await().until(() -> writes(writer, 0, 10));
            truth.pauseWrites(Duration.ofMillis(800));
            for (int i = 10; i < 1000; i++) {
                writer.write(Keys.key(i), "answer");
            }
            assertThat(writer.close(Duration.ofSeconds(10))).isTrue();
            assertThat(writer.snapshot().written()).isEqualTo(1000).isEqualTo(truth.successes("set"));
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    private static boolean writes(CacheWriter writer, int from, int to) {
        if (writer.snapshot().offered() == 0) {
            for (int i = from; i < to; i++) {
                writer.write(Keys.key(i), "answer");
            }
        }
        return writer.snapshot().written() == to - from;
    }

    @Test
    void without_redis_at_the_start_the_connection_comes_when_redis_does() {
        try (RedisFixture redis = RedisFixture.start()) {
            redis.kill();
            try (RedisConnector connector = Keys.connector(redis);
                    CacheWriter writer =
                            writer(connector).staleAfter(Duration.ofMillis(200)).build()) {
                writer.write(Keys.key(1), "too early");
                await().until(() -> writer.snapshot().dropped(DropReason.STALE) == 1);
                redis.restart();
                await().pollInterval(Duration.ofMillis(50)).until(() -> {
                    writer.write(Keys.key(2), "in time");
                    return writer.snapshot().written() > 0;
                });
                assertThat(told).contains(RedisFault.UNREACHABLE);
            }
        }
    }

    @Test
    void a_removal_outlives_a_freeze() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis);
                CacheWriter writer = writer(connector)
                        .stalledAfter(Duration.ofMillis(200))
                        .recycleAfter(Duration.ofMillis(400))
                        .build()) {
            writer.write(Keys.key(1), "retracted");
            await().until(() -> writer.snapshot().written() == 1);
            redis.freeze();
            writer.invalidate(Keys.key(1));
            await().until(() -> recycled() > 0 && writer.snapshot().unknown() == 1);
            redis.thaw();

            await().until(() -> writer.snapshot().written() == 2);
            assertThat(truth.ask().exists(Keys.inRedis(Keys.key(1)))).isZero();
        }
    }

    @Test
    void a_full_redis_refuses_and_each_refusal_is_a_failure() {
        try (RedisFixture redis = RedisFixture.builder()
                        .maxMemoryBytes(3 << 20)
                        .maxMemoryPolicy("noeviction")
                        .build();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis)) {
            CacheWriter writer = writer(connector).build();
            try (Traffic traffic = new Traffic(writer)) {
                await().until(() -> told.contains(RedisFault.OUT_OF_MEMORY) && traffic.made() > 0);
            }
            boolean unused = writer.close(Duration.ofSeconds(10));

            WriterSnapshot end = writer.snapshot();
            assertThat(end.failed()).as("%s", end).isPositive();
            assertThat(end.imbalance()).isZero();
            assertThat(truth.successes("set")).isBetween(end.written(), end.written() + end.unknown());
        }
    }

    @Test
    void a_demoted_primary_is_told_and_a_promoted_one_is_used_again() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis);
                CacheWriter writer = writer(connector).build()) {
            truth.ask().replicaof("127.0.0.1", 1);
            writer.write(Keys.key(1), "refused");
            await().until(() -> told.contains(RedisFault.READONLY));
            assertThat(writer.snapshot().failed()).isEqualTo(1);
            truth.ask().replicaofNoOne();
            writer.write(Keys.key(2), "taken");
            await().until(() -> writer.snapshot().written() == 1);
        }
    }

    @Test
    void a_wrong_password_is_told_and_nothing_of_it_is_shown() {
        try (RedisFixture redis = RedisFixture.builder()
                        .arguments("--requirepass", "right")
                        .build();
                RedisConnector connector = RedisConnector.of(RedisURI.builder(RedisURI.create(redis.uri()))
                        .withPassword("wrong-secret".toCharArray())
                        .build());
                CacheWriter writer = writer(connector).build()) {
            writer.write(Keys.key(1), "unwelcome");

            await().until(() -> told.contains(RedisFault.AUTH));
            assertThat(connector + writer.toString()).doesNotContain("wrong-secret");
        }
    }
}
