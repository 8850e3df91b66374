package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster of three real primaries, one with a replica; the failover comes last, since it changes the cluster. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RedisClusterTest {

    private static final Logger LOG = LoggerFactory.getLogger(RedisClusterTest.class);
    private static final int PRIMARIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<RedisFixture> servers = new ArrayList<>();
    private static final List<RedisTruth> truths = new ArrayList<>();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void form() {
        for (int i = 0; i <= PRIMARIES; i++) {
            RedisFixture server = RedisFixture.builder()
                    .arguments("--cluster-enabled", "yes", "--cluster-node-timeout", "1000")
                    .build();
            servers.add(server);
            truths.add(new RedisTruth(server));
        }
        int share = SlotHash.SLOT_COUNT / PRIMARIES + 1;
        for (int i = 0; i < PRIMARIES; i++) {
            int last = Math.min(SlotHash.SLOT_COUNT, (i + 1) * share) - 1;
            truths.get(i).ask().clusterAddSlots(range(i * share, last));
        }
        servers.forEach(server -> truths.get(0).ask().clusterMeet("127.0.0.1", server.port()));
        RedisTruth replica = truths.get(PRIMARIES);
        await().atMost(PATIENCE)
                .until(() -> replica.ask().clusterNodes().lines().count() == PRIMARIES + 1);
        String first = truths.get(0).ask().clusterMyId();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> replica.ask().clusterReplicate(first).equals("OK"));
        await().atMost(PATIENCE)
                .until(() -> truths.stream()
                        .allMatch(truth -> truth.ask().clusterInfo().contains("cluster_state:ok")));
        await().atMost(PATIENCE).until(() -> replica.ask().info("replication").contains("master_link_status:up"));
    }

    private static int[] range(int first, int last) {
        return IntStream.rangeClosed(first, last).toArray();
    }

    @AfterAll
    static void end() {
        truths.forEach(RedisTruth::close);
        servers.forEach(RedisFixture::close);
    }

    private RedisConnector connector() {
        return RedisConnector.builder(RedisURI.create(servers.get(1).uri()))
                .cluster()
                .build();
    }

    private CacheWriter.Builder writer(RedisConnector connector) {
        return CacheWriter.builder(connector).meterRegistry(registry);
    }

    private int holder(CacheKey key) {
        return SlotHash.getSlot(key.redisKey()) / (SlotHash.SLOT_COUNT / PRIMARIES + 1);
    }

    private CacheKey keyOn(int primary, int from) {
        int number = from;
        while (holder(Keys.key(number)) != primary) {
            number++;
        }
        return Keys.key(number);
    }

    @Test
    @Order(1)
    void writes_go_to_their_primaries_and_reads_find_them() {
        try (RedisConnector connector = connector();
                CacheWriter writer = writer(connector).build();
                ResponseCache<String> cache = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                        .meterRegistry(registry)
                        .readTimeout(Duration.ofSeconds(5))
                        .build()) {
            for (int i = 0; i < 300; i++) {
                writer.write(Keys.key(i), "answer " + i);
            }
            await().atMost(PATIENCE).until(() -> writer.snapshot().written() == 300);

            for (int i = 0; i < PRIMARIES; i++) {
                assertThat(truths.get(i).ask().dbsize()).as("keys on %d", i).isPositive();
                CacheKey key = keyOn(i, 0);
                await().until(() -> cache.get(key).join().isHit());
            }
        }
    }

    @Test
    @Order(2)
    void a_frozen_primary_stops_nobody_else() {
        try (RedisConnector connector = connector();
                CacheWriter writer = writer(connector).build()) {
            for (int i = 0; i < PRIMARIES; i++) {
                writer.write(keyOn(i, 0), "before");
            }
            await().atMost(PATIENCE).until(() -> writer.snapshot().written() == PRIMARIES);
            servers.get(2).freeze();
            int number = 1000;
            for (int i = 0; i < 200; i++) {
                writer.write(keyOn(2, number + 10 * i), "to the frozen");
            }
            for (int i = 0; i < 100; i++) {
                writer.write(keyOn(1, 10_000 + 10 * i), "to another");
            }
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> truths.get(1).ask().dbsize() > 50);
            servers.get(2).thaw();
        }
    }

    @Test
    @Order(3)
    void through_a_planned_failover_every_write_is_accounted_for() {
        for (int i = 0; i < PRIMARIES; i++) {
            String unused = truths.get(i).ask().flushall();
        }
        WriterSnapshot end;
        try (RedisConnector connector = connector()) {
            CacheWriter writer = writer(connector).build();
            try (Traffic traffic = new Traffic(writer)) {
                await().atMost(PATIENCE).until(() -> writer.snapshot().written() > 1000);
                RedisTruth replica = truths.get(PRIMARIES);
                String started = replica.ask().clusterFailover(false);
                assertThat(started).isEqualTo("OK");
                await().atMost(PATIENCE)
                        .until(() -> replica.ask().info("replication").contains("role:master"));
                long before = writer.snapshot().written();
                await().atMost(PATIENCE).until(() -> writer.snapshot().written() > before + 3000);
                assertThat(traffic.made()).isPositive();
            }
            assertThat(writer.close(PATIENCE)).as("%s", writer.snapshot()).isTrue();
            end = writer.snapshot();
        }
        long keys = truths.get(1).ask().dbsize()
                + truths.get(2).ask().dbsize()
                + truths.get(PRIMARIES).ask().dbsize();
        LOG.info("planned failover: {}; keys on the three primaries: {}", end, keys);
        assertThat(end.imbalance()).as("%s", end).isZero();
        assertThat(keys).as("%s", end).isBetween(end.written(), end.written() + end.unknown());
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @Order(4)
    void after_a_failover_the_new_primary_is_written_to() {
        try (RedisConnector connector = connector();
                CacheWriter writer = writer(connector).build()) {
            writer.write(keyOn(0, 0), "before");
            await().atMost(PATIENCE).until(() -> writer.snapshot().written() == 1);
            await().atMost(PATIENCE)
                    .until(() -> truths.get(0).ask().info("replication").contains("master_link_status:up"));
            servers.get(PRIMARIES).kill();
            int[] number = {1000};
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                writer.write(keyOn(0, number[0] += 10), "after");
                return writer.snapshot().written() > 1;
            });
            assertThat(truths.get(0).ask().dbsize()).as("keys on the promoted").isGreaterThan(1);
            assertThat(writer.snapshot().imbalance()).isZero();
        }
    }
}
