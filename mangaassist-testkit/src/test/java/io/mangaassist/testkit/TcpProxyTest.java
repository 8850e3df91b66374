package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The proxy between the real Lettuce client and a real Redis. */
final class TcpProxyTest {
    private static final RedisClient CLIENT = RedisClient.create();

    @BeforeAll
    static void a_redis_is_here() {
        assumeThat(RedisFixture.missing()).isEmpty();
    }

    @AfterAll
    static void close() {
        CLIENT.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private static StatefulRedisConnection<String, String> connect(TcpProxy proxy) {
        return CLIENT.connect(RedisURI.create("127.0.0.1", proxy.port()));
    }

    @Test
    void it_passes_and_counts_large_values_both_ways() {
        String value = "x".repeat(3_000_000);
        try (RedisFixture redis = RedisFixture.start();
                TcpProxy proxy = TcpProxy.to(redis.port()).build();
                StatefulRedisConnection<String, String> connection = connect(proxy)) {
            connection.sync().set("key", value);
            assertThat(connection.sync().get("key")).isEqualTo(value);

            assertThat(proxy.counts().bytesToServer()).isGreaterThan(3_000_000);
            assertThat(proxy.counts().bytesToClient()).isGreaterThan(3_000_000);
            assertThat(proxy.counts().connections()).isEqualTo(new ConnectionCounts(1, 1));
        }
    }

    @Test
    void a_delay_is_added_to_every_request() {
        try (RedisFixture redis = RedisFixture.start();
                TcpProxy proxy = TcpProxy.to(redis.port()).build();
                StatefulRedisConnection<String, String> connection = connect(proxy)) {
            proxy.delayToServer(Duration.ofMillis(18)).delayToClient(Duration.ofMillis(2));
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                connection.sync().set("key", "value");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void held_requests_arrive_when_released() throws InterruptedException, ExecutionException, TimeoutException {
        try (RedisFixture redis = RedisFixture.start();
                TcpProxy proxy = TcpProxy.to(redis.port()).build();
                StatefulRedisConnection<String, String> connection = connect(proxy)) {
            proxy.hold();
            RedisFuture<String> ping = connection.async().ping();
            assertThat(ping.await(100, TimeUnit.MILLISECONDS)).isFalse();
            proxy.release();
            assertThat(ping.get(5, TimeUnit.SECONDS)).isEqualTo("PONG");
        }
    }

    @Test
    void a_cut_connection_comes_back_unless_it_is_refused() {
        try (RedisFixture redis = RedisFixture.start();
                TcpProxy proxy = TcpProxy.to(redis.port()).build();
                StatefulRedisConnection<String, String> connection = connect(proxy)) {
            proxy.cutAll();
            assertThat(connection.sync().ping()).as("Lettuce connects again").isEqualTo("PONG");
            assertThat(proxy.counts().connections().opened()).isEqualTo(2);

            proxy.refuse(true);
            assertThatThrownBy(() -> connect(proxy)).isInstanceOf(RedisException.class);
            assertThat(proxy.counts().connections().opened()).isEqualTo(2);
        }
    }

    @Test
    void without_a_server_behind_it_clients_are_cut() {
        try (TcpProxy proxy = TcpProxy.to(Ports.free()).build()) {
            assertThatThrownBy(() -> connect(proxy)).isInstanceOf(RedisException.class);
            Eventually.holds(() -> proxy.counts().connections().open() == 0);
        }
    }
}
