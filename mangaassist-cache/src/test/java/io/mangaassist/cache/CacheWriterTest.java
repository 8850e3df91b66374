package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CacheWriterTest {

    private static RedisFixture redis;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> server;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RedisConnector connector;

    @BeforeAll
    static void start() {
        redis = RedisFixture.start();
        client = RedisClient.create(RedisURI.create(redis.uri()));
        server = client.connect();
    }

    @AfterAll
    static void stop() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        redis.close();
    }

    @BeforeEach
    void connect() {
        server.sync().flushall();
        server.sync().configResetstat();
        connector = Keys.connector(redis);
    }

    @AfterEach
    void disconnect() {
        connector.close();
    }

    /** Patient: these tests are not about stalls, and the machine may be busy. */
    private CacheWriter.Builder writer() {
        return CacheWriter.builder(connector)
                .meterRegistry(registry)
                .stalledAfter(Duration.ofSeconds(10))
                .recycleAfter(Duration.ofSeconds(10))
                .staleAfter(Duration.ofSeconds(20));
    }

    @Test
    void a_written_value_is_in_redis_with_a_jittered_time_to_live() {
        try (CacheWriter writer = writer().build()) {
            writer.write(Keys.key(1), "the answer");

            await().until(() -> writer.snapshot().written() == 1);
        }
        long ttl = server.sync().pttl(Keys.inRedis(Keys.key(1)));
        assertThat(ttl)
                .isBetween(
                        Duration.ofMinutes(27).toMillis() - 5000,
                        Duration.ofMinutes(33).toMillis());
    }

    @Test
    void a_vector_for_the_servers_search_is_a_hash_that_ends_by_itself() {
        CacheKey key = Keys.key(1);
        String before = server.sync().set(Keys.inRedis(key), "of another type");
        assertThat(before).isEqualTo("OK");
        try (CacheWriter writer = writer().build()) {
            VectorEntry entry = new VectorEntry(key, new float[] {0, 1}, 7);
            writer.write(key, entry, new TaggedVectors("c0ffee"));
        }
        assertThat(server.sync().hget(Keys.inRedis(key), "s")).isEqualTo("c0ffee");
        assertThat(server.sync().hstrlen(Keys.inRedis(key), "v")).isEqualTo(8);
        assertThat(server.sync().pttl(Keys.inRedis(key))).isPositive();
    }

    @Test
    void what_redis_holds_is_a_frame_around_the_value() throws FrameException {
        try (CacheWriter writer = writer().build()) {
            writer.write(Keys.key(1), "巻数");
        }
        byte[] frame = client.connect(io.lettuce.core.codec.ByteArrayCodec.INSTANCE)
                .sync()
                .get(Keys.key(1).redisKey());
        assertThat(new String(Frame.unwrap(frame, 100), StandardCharsets.UTF_8)).isEqualTo("巻数");
    }

    @Test
    void close_drains_and_every_write_is_one_of_the_servers_own() {
        CacheWriter writer = writer().build();
        for (int i = 0; i < 5000; i++) {
            writer.write(Keys.key(i), "answer " + i);
        }
        boolean drained = writer.close(Duration.ofSeconds(10));

        WriterSnapshot end = writer.snapshot();
        assertThat(drained).as("%s", end).isTrue();
        assertThat(end.written()).isEqualTo(5000).isEqualTo(calls("set"));
        assertThat(end.imbalance()).isZero();
        assertThat(server.sync().dbsize()).isEqualTo(5000);
    }

    @Test
    void the_last_of_many_writes_to_one_key_wins_and_the_others_are_counted() {
        CacheWriter writer = writer().build();
        for (int i = 0; i <= 1000; i++) {
            writer.write(Keys.key(1), "version " + i);
        }
        assertThat(writer.close(Duration.ofSeconds(5))).isTrue();

        WriterSnapshot end = writer.snapshot();
        assertThat(end.written() + end.coalesced()).isEqualTo(1001);
        assertThat(end.coalesced()).as("%s", end).isPositive();
        assertThat(server.sync().get(Keys.inRedis(Keys.key(1)))).endsWith("version 1000");
    }

    @Test
    void an_invalidation_is_ordered_with_the_writes_of_its_key() {
        try (CacheWriter writer = writer().build()) {
            writer.write(Keys.key(1), "wrong");
            await().until(() -> writer.snapshot().written() == 1);
            writer.invalidate(Keys.key(1));
            writer.write(Keys.key(2), "kept");
            writer.invalidate(Keys.key(2));
            writer.write(Keys.key(2), "kept after all");
        }
        assertThat(server.sync().get(Keys.inRedis(Keys.key(1)))).isNull();
        assertThat(server.sync().get(Keys.inRedis(Keys.key(2)))).endsWith("kept after all");
    }

    @Test
    void an_entry_over_the_limit_is_a_counted_drop() {
        try (CacheWriter writer = writer().maxEntryBytes(1024).build()) {
            writer.write(Keys.key(1), new byte[1024 - Frame.HEADER]);
            writer.write(Keys.key(2), new byte[1024 - Frame.HEADER + 1]);

            await().until(() -> writer.snapshot().queued() + writer.snapshot().inFlight() == 0);
            assertThat(writer.snapshot().dropped()).containsEntry(DropReason.TOO_LARGE, 1L);
            assertThat(writer.snapshot().written()).isEqualTo(1);
        }
    }

    @Test
    void bad_input_is_counted_and_never_thrown() {
        try (CacheWriter writer = writer().build()) {
            writer.write(null, "value");
            writer.write(Keys.SHOP.key(""), "value");
            writer.write(Keys.SHOP.key(" \u3000\n"), "value");
            writer.write(Keys.SHOP.key((String) null), "value");
            writer.write(Keys.SHOP.key(new byte[0]), "value");
            writer.invalidate(Keys.SHOP.key(""));
            writer.write(Keys.key(1), (String) null);
            writer.write(Keys.key(1), (byte[]) null);
            writer.invalidate(null);
            writer.write(Keys.key(2), "value", new FailingCodec());

            await().until(() -> writer.snapshot().droppedTotal() == 10);
            assertThat(writer.snapshot().dropped())
                    .containsEntry(DropReason.INVALID, 9L)
                    .containsEntry(DropReason.ENCODING, 1L);
        }
    }

    @Test
    void after_close_a_write_is_a_counted_drop() {
        CacheWriter writer = writer().build();
        writer.close();
        writer.write(Keys.key(1), "late");
        writer.close();

        assertThat(writer.snapshot().dropped()).containsEntry(DropReason.SHUTDOWN, 1L);
        assertThat(registry.getMeters()).as("meters left behind").isEmpty();
    }

    @Test
    void compressed_values_are_smaller_in_redis() {
        String prose = "manga ".repeat(500);
        try (CacheWriter writer = writer().compression(Compression.ZSTD).build()) {
            writer.write(Keys.key(1), prose);
        }
        assertThat(server.sync().strlen(Keys.inRedis(Keys.key(1)))).isLessThan(200);
    }

    @Test
    void newer_only_leaves_a_later_version_alone() {
        CacheKey key = Keys.key(1);
        byte[] later = Frame.wrap("later".getBytes(StandardCharsets.UTF_8), Compression.NONE, 5, Long.MAX_VALUE);
        client.connect(io.lettuce.core.codec.ByteArrayCodec.INSTANCE).sync().set(key.redisKey(), later);
        try (CacheWriter writer = writer().newerOnly().build()) {
            writer.write(key, "earlier");
            writer.write(Keys.key(2), "first");
            await().until(() -> writer.snapshot().written() == 2);
            writer.write(Keys.key(2), "second");
        }
        assertThat(server.sync().get(Keys.inRedis(key))).endsWith("later");
        assertThat(server.sync().get(Keys.inRedis(Keys.key(2)))).endsWith("second");
        assertThat(server.sync().pttl(Keys.inRedis(Keys.key(2)))).isPositive();
    }

    @Test
    void impossible_settings_are_refused_with_rule_and_value() {
        assertThatThrownBy(() -> writer().queueEntries(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queueEntries must be between 1 and 1048576, was 0");
        assertThatThrownBy(() -> writer().ttl(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ttl must be > 0, was PT0S");
        assertThatThrownBy(() -> writer().window(0).build()).hasMessageContaining("window");
    }

    private static long calls(String command) {
        Matcher matcher = Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
                .matcher(server.sync().info("commandstats"));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Fails where the writer's thread calls it. */
    private static final class FailingCodec implements CacheCodec<String> {

        @Override
        public byte[] encode(String value) {
            throw new IllegalStateException("cannot encode");
        }

        @Override
        public String decode(byte[] bytes) {
            return "";
        }

        @Override
        public int weigh(String value) {
            return 1;
        }
    }
}
