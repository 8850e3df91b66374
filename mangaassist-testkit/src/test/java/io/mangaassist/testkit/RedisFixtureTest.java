package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fixture through the real Lettuce client. */
final class RedisFixtureTest {
    private static final RedisClient CLIENT = RedisClient.create();

    @BeforeAll
    static void a_redis_is_here() {
        assumeThat(RedisFixture.missing()).isEmpty();
    }

    @AfterAll
    static void close() {
        CLIENT.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private static StatefulRedisConnection<String, String> connect(RedisFixture redis) {
        return CLIENT.connect(RedisURI.create(redis.uri()));
    }

    @Test
    void it_answers_keeps_its_limits_and_saves_nothing() {
        try (RedisFixture redis = RedisFixture.builder()
                        .maxMemoryBytes(8 << 20)
                        .maxMemoryPolicy("allkeys-lfu")
                        .arguments("--maxclients", "123")
                        .build();
                StatefulRedisConnection<String, String> connection = connect(redis)) {
            assertThat(connection.sync().ping()).isEqualTo("PONG");
            assertThat(connection.sync().configGet("maxmemory")).containsEntry("maxmemory", "8388608");
            assertThat(connection.sync().configGet("maxmemory-policy")).containsValue("allkeys-lfu");
            assertThat(connection.sync().configGet("maxclients")).containsValue("123");
            assertThat(connection.sync().configGet("save")).containsEntry("save", "");
            assertThat(connection.sync().configGet("appendonly")).containsValue("no");
            assertThat(redis.pid()).isPositive();
        }
    }

    @Test
    void a_frozen_server_keeps_its_connections_and_answers_when_thawed()
            throws InterruptedException, ExecutionException, TimeoutException {
        try (RedisFixture redis = RedisFixture.start();
                StatefulRedisConnection<String, String> connection = connect(redis)) {
            redis.freeze();
            RedisFuture<String> ping = connection.async().ping();
            assertThat(ping.await(150, TimeUnit.MILLISECONDS))
                    .as("an answer while frozen")
                    .isFalse();
            assertThat(redis.isAlive()).isTrue();

            redis.thaw();
            assertThat(ping.get(5, TimeUnit.SECONDS)).isEqualTo("PONG");
        }
    }

    @Test
    void after_a_kill_it_comes_back_empty_on_the_same_port() {
        try (RedisFixture redis = RedisFixture.start()) {
            int port = redis.port();
            long first = redis.pid();
            try (StatefulRedisConnection<String, String> connection = connect(redis)) {
                connection.sync().set("key", "value");
            }
            redis.kill();
            assertThat(redis.isAlive()).isFalse();
            assertThat(ProcessHandle.of(first)).isEmpty();
            assertThatThrownBy(redis::freeze).hasMessageContaining("does not run");

            redis.restart();
            assertThat(redis.port()).isEqualTo(port);
            try (StatefulRedisConnection<String, String> connection = connect(redis)) {
                assertThat(connection.sync().get("key")).isNull();
            }
        }
    }

    @Test
    void close_ends_a_frozen_server_and_may_be_called_twice() {
        RedisFixture redis = RedisFixture.start();
        long pid = redis.pid();
        redis.freeze();
        redis.close();
        redis.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThatThrownBy(redis::restart).hasMessage("this Redis fixture is closed");
    }

    @Test
    void a_taken_port_is_told_in_one_line() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> RedisFixture.builder().port(port).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "port " + port + " on 127.0.0.1 is taken or not ours: choose another, or 0 for a free one");
        }
    }

    @Test
    void a_refusal_to_start_gives_the_servers_own_reason_and_leaves_nothing() {
        assertThatThrownBy(() -> RedisFixture.builder()
                        .arguments("--no-such-setting", "1")
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Redis refused to start: ")
                .hasMessageContaining("no-such-setting");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info().command().orElse("").contains("redis")))
                .isEmpty();
    }

    @Test
    void the_embedded_binary_serves_where_nothing_is_installed() throws IOException, InterruptedException {
        assertThat(EmbeddedRedisBinary.isPresent()).isTrue();
        Process version = new ProcessBuilder(EmbeddedRedisBinary.extract(), "--version").start();
        String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(version.waitFor()).as("the binary runs on this machine").isZero();
        assertThat(said).startsWith("Redis server v=");
    }

    @Test
    void impossible_settings_are_refused_with_rule_and_value() {
        assertThatThrownBy(() -> RedisFixture.builder().port(70_000))
                .hasMessage("port must be from 0 to 65535, was 70000");
        assertThatThrownBy(() -> RedisFixture.builder().maxMemoryBytes(1))
                .hasMessage("maxMemoryBytes must be >= 1048576, was 1");
    }
}
