package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A lookup that has seen nothing fresh and is overtaken before it asks Redis: the clock, which it reads in between, does
 * what the other thread would. The writer reaches nothing, so Redis keeps the old value.
 */
final class LateReadsTest {

    private static final CacheKey KEY = Keys.key(1);

    private final OvertakingClock clock = new OvertakingClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RedisFixture redis;
    private RedisConnector connector;
    private RedisConnector nowhere;
    private CacheWriter writer;
    private ResponseCache<String> cache;

    @BeforeEach
    void start() {
        redis = RedisFixture.start();
        connector = Keys.connector(redis);
        nowhere = RedisConnector.of(RedisURI.create("redis://127.0.0.1:1"));
        writer = CacheWriter.builder(nowhere)
                .meterRegistry(registry)
                .drainLimit(Duration.ZERO)
                .build();
        cache = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .clock(clock)
                .readTimeout(Duration.ofSeconds(5))
                .build();
        try (RedisTruth truth = new RedisTruth(redis)) {
            byte[] body = CacheCodec.TEXT.encode("old");
            truth.put(KEY, Frame.wrap(body, Compression.NONE, body.length, 1));
        }
        await().until(() -> cache.get(KEY).join().isHit());
        clock.forward(Duration.ofSeconds(31));
    }

    @AfterEach
    void stop() {
        cache.close();
        writer.close();
        connector.close();
        nowhere.close();
        redis.close();
    }

    private CacheResult<String> overtakenBy(Consumer<ResponseCache<String>> other) {
        clock.overtaken(() -> other.accept(cache));
        CacheResult<String> result = cache.get(KEY).join();
        assertThat(clock.isOver()).as("the lookup was overtaken").isTrue();
        return result;
    }

    @Test
    void a_value_removed_meanwhile_is_not_read_back() {
        assertThat(overtakenBy(other -> other.invalidate(KEY)).isHit())
                .as("the lookup that was overtaken")
                .isFalse();
        assertThat(cache.get(KEY).join().isHit()).as("a later one").isFalse();
    }

    @Test
    void a_value_put_meanwhile_is_not_replaced_by_an_older_one() {
        assertThat(overtakenBy(other -> other.put(KEY, "new")).value()).isEqualTo("new");
        assertThat(cache.get(KEY).join().value()).isEqualTo("new");
    }

    @Test
    void a_scope_erased_meanwhile_is_not_read() {
        assertThat(overtakenBy(other -> {
                            var unused = other.erase(Keys.SHOP);
                        })
                        .isHit())
                .isFalse();
    }

    /** The system's time, moved forward by hand; runs something once, when a near entry's age is looked at. */
    private static final class OvertakingClock implements Clock {

        private final AtomicLong offset = new AtomicLong();
        private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();

        void forward(Duration time) {
            offset.addAndGet(time.toNanos());
        }

        void overtaken(Runnable by) {
            waiting.set(by);
        }

        boolean isOver() {
            return waiting.get() == null;
        }

        @Override
        public long wallTime() {
            return SYSTEM.wallTime();
        }

        @Override
        public long monotonicTime() {
            long now = SYSTEM.monotonicTime() + offset.get();
            if (waiting.get() != null && looksAtAge()) {
                Runnable other = waiting.getAndSet(null);
                if (other != null) {
                    other.run();
                }
            }
            return now;
        }

        private static boolean looksAtAge() {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("isFresh")));
        }
    }
}
