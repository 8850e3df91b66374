package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.mangaassist.testkit.RedisFixture;
import io.mangaassist.testkit.TcpProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 10,000 writes a second of 4 KB while something happens to a real Redis: callers notice nothing, and at the end every
 * entry is accounted for against what Redis itself has done.
 */
final class ConservationTest {

    private static final Logger LOG = LoggerFactory.getLogger(ConservationTest.class);

    /** Far above a hand-off, far below any wait for Redis; the machine may be busy with other work. */
    private static final long NOT_BLOCKED_MILLIS = 400;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** What happens while the writes go on. */
    private interface Fault {

        void happens(CacheWriter writer);
    }

    private WriterSnapshot under(String name, RedisURI uri, Fault fault) {
        long slowest;
        CacheWriter writer;
        try (RedisConnector connector = RedisConnector.of(uri)) {
            writer = CacheWriter.builder(connector).meterRegistry(registry).build();
            try (Traffic traffic = new Traffic(writer)) {
                awaitMore(writer, 500);
                fault.happens(writer);
                awaitMore(writer, 500);
                slowest = traffic.slowestMillis();
            }
            boolean drained = writer.close(PATIENCE);
            assertThat(drained).as("drained: %s", writer.snapshot()).isTrue();
        }
        WriterSnapshot end = writer.snapshot();
        LOG.info("{}: slowest caller {} ms, {}", name, slowest, end);
        assertThat(slowest).as("slowest write in ms").isLessThan(NOT_BLOCKED_MILLIS);
        assertThat(end.imbalance()).as("%s", end).isZero();
        assertThat(end.queued() + end.inFlight()).as("%s", end).isZero();
        return end;
    }

    private static void awaitMore(CacheWriter writer, int more) {
        long before = writer.snapshot().written();
        await().atMost(PATIENCE).until(() -> writer.snapshot().written() > before + more);
    }

    private static void agree(WriterSnapshot end, long done) {
        LOG.info("Redis itself: {} done, between {} and {}", done, end.written(), end.written() + end.unknown());
        assertThat(done).as("%s", end).isBetween(end.written(), end.written() + end.unknown());
    }

    private static void lasting(Duration length) {
        await().pollDelay(length).atMost(length.plusSeconds(5)).until(() -> true);
    }

    @Test
    void eighteen_milliseconds_more_for_each_write() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                TcpProxy slow = TcpProxy.to(redis.port()).build()) {
            WriterSnapshot end = under("18 ms", RedisURI.create("127.0.0.1", slow.port()), writer -> {
                slow.delayToServer(Duration.ofMillis(18));
                lasting(Duration.ofSeconds(2));
            });
            assertThat(end.unknown() + end.failed()).as("%s", end).isZero();
            assertThat(truth.successes("set")).isEqualTo(end.written());
            agree(end, truth.successes("set"));
        }
    }

    @Test
    void a_pause_longer_than_the_patience() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis)) {
            WriterSnapshot end = under("CLIENT PAUSE", RedisURI.create(redis.uri()), writer -> {
                truth.pauseWrites(Duration.ofSeconds(3));
                lasting(Duration.ofSeconds(3));
            });
            agree(end, truth.successes("set"));
        }
    }

    @Test
    void killed_and_started_again_by_the_count_of_a_proxy() throws IOException {
        try (RedisFixture redis = RedisFixture.start();
                CountingProxy proxy = new CountingProxy(redis.port())) {
            WriterSnapshot end = under("kill and restart", proxy.uri(), writer -> {
                redis.kill();
                lasting(Duration.ofSeconds(1));
                redis.restart();
            });
            agree(end, proxy.confirmed());
        }
    }

    @Test
    void memory_nine_tenths_full_and_evicting() {
        try (RedisFixture redis = RedisFixture.builder()
                        .maxMemoryBytes(16L << 20)
                        .maxMemoryPolicy("allkeys-lfu")
                        .build();
                RedisTruth truth = new RedisTruth(redis)) {
            WriterSnapshot end = under("evicting", RedisURI.create(redis.uri()), writer -> {
                await().atMost(PATIENCE).until(() -> number(truth, "stats", "evicted_keys") > 1000);
                assertThat(number(truth, "memory", "used_memory")).isGreaterThan((16L << 20) * 9 / 10);
            });
            agree(end, truth.successes("set"));
        }
    }

    private static long number(RedisTruth truth, String section, String field) {
        return truth.ask()
                .info(section)
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(field.length() + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
