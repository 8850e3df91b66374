package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors, not only exceptions, out of the application's codec and loader. */
final class ForeignFailuresTest {

    private static final CacheKey KEY = Keys.key(1);

    private static RedisFixture redis;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RedisConnector connector;
    private CacheWriter writer;

    /** Fails as its text says. */
    private static final class Fragile implements CacheCodec<String> {

        @Override
        public byte[] encode(String value) {
            return value.equals("cyclic") ? endless(0) : value.getBytes(StandardCharsets.UTF_8);
        }

        @SuppressWarnings("InfiniteRecursion") // what a codec makes of an object that holds itself
        private static byte[] endless(int depth) {
            return endless(depth + 1);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public int weigh(String value) {
            if (value.equals("weightless")) {
                throw new AssertionError("planted");
            }
            return value.length();
        }
    }

    @BeforeAll
    static void start() {
        redis = RedisFixture.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        connector = Keys.connector(redis);
        writer = CacheWriter.builder(connector).meterRegistry(registry).build();
    }

    @AfterEach
    void disconnect() {
        writer.close();
        connector.close();
    }

    @Test
    void a_value_that_holds_itself_is_dropped_and_the_next_is_written() {
        writer.write(KEY, "cyclic", new Fragile());
        writer.write(Keys.key(2), "plain", new Fragile());

        await().until(() -> writer.snapshot().written() == 1);
        assertThat(writer.snapshot().dropped()).containsEntry(DropReason.ENCODING, 1L);
        assertThat(writer.snapshot().imbalance()).isZero();
    }

    @Test
    void a_codec_that_cannot_weigh_costs_a_drop_and_no_exception() {
        try (ResponseCache<String> cache = cache()) {
            cache.put(Keys.key(3), "weightless");

            assertThat(writer.snapshot().dropped()).containsEntry(DropReason.ENCODING, 1L);
            assertThat(cache.getOrLoad(Keys.key(3), () -> CompletableFuture.completedFuture("weightless")))
                    .as("the caller has the value all the same")
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo("weightless");
        }
    }

    @Test
    void a_loader_that_dies_of_an_error_does_not_hang_its_key() {
        try (ResponseCache<String> cache = cache()) {
            assertThat(cache.getOrLoad(KEY, () -> {
                        throw new AssertionError("planted");
                    }))
                    .failsWithin(Duration.ofSeconds(10));
            assertThat(cache.getOrLoad(KEY, () -> CompletableFuture.completedFuture("answer")))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo("answer");
        }
    }

    private ResponseCache<String> cache() {
        return ResponseCache.builder(connector, writer, new Fragile())
                .meterRegistry(registry)
                .readTimeout(Duration.ofSeconds(5))
                .build();
    }
}
