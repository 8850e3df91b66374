package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.core.LiveSettings;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SemanticCacheTest {

    private static RedisFixture redis;
    private static RedisTruth truth;

    /** Vectors in a plane: the angle decides how alike two questions are. */
    private final Map<String, Double> cosines = new ConcurrentHashMap<>();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RedisConnector connector;
    private CacheWriter writer;
    private ResponseCache<String> answers;

    @BeforeAll
    static void start() {
        redis = RedisFixture.start();
        truth = new RedisTruth(redis);
    }

    @AfterAll
    static void stop() {
        truth.close();
        redis.close();
    }

    @BeforeEach
    void open() {
        truth.ask().flushall();
        connector = Keys.connector(redis);
        writer = CacheWriter.builder(connector).meterRegistry(registry).build();
        answers = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .readTimeout(Duration.ofSeconds(5))
                .build();
    }

    @AfterEach
    void close() {
        answers.close();
        writer.close();
        connector.close();
    }

    private CompletableFuture<float[]> embed(String question) {
        double cosine = cosines.getOrDefault(question, 1.0);
        return CompletableFuture.completedFuture(new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)});
    }

    private SemanticCache.Builder<String> semantic(Embedder embedder) {
        return SemanticCache.builder(answers, embedder, 2)
                .meterRegistry(registry)
                .embedTimeout(Duration.ofSeconds(5));
    }

    @Test
    void the_very_question_is_exact_and_another_wording_semantic() {
        cosines.put("When is it out?", 0.95);
        try (SemanticCache<String> cache = semantic(this::embed).build()) {
            cache.put(Keys.SHOP, "When does it come out?", "In May.");

            SemanticResult<String> exact =
                    cache.find(Keys.SHOP, "When does it come out?").join();
            SemanticResult<String> other =
                    cache.find(Keys.SHOP, "When is it out?").join();
            assertThat(exact.match()).isEqualTo(SemanticResult.Match.EXACT);
            assertThat(other.match()).isEqualTo(SemanticResult.Match.SEMANTIC);
            assertThat(other.value()).isEqualTo("In May.");
        }
        assertThat(registry.find("mangaassist.cache.semantic").timers()).isEmpty();
    }

    @Test
    void the_grey_band_is_reported_and_not_served_until_the_threshold_is_lowered() {
        cosines.put("nearly", 0.88);
        cosines.put("far", 0.50);
        try (LiveSettings settings = LiveSettings.builder().build();
                SemanticCache<String> cache = semantic(this::embed)
                        .threshold(settings.doubleSetting("cache-similarity-threshold", 0.5, 1, 0.90))
                        .build()) {
            cache.put(Keys.SHOP, "known", "answer");

            assertThat(cache.find(Keys.SHOP, "nearly").join().match()).isEqualTo(SemanticResult.Match.GREY);
            assertThat(cache.find(Keys.SHOP, "far").join().match()).isEqualTo(SemanticResult.Match.MISS);
            assertThat(settings.set("cache-similarity-threshold", "0.85")).isTrue();
            assertThat(cache.find(Keys.SHOP, "nearly").join().match()).isEqualTo(SemanticResult.Match.SEMANTIC);
        }
    }

    @Test
    void another_number_is_guarded_however_alike() {
        try (SemanticCache<String> cache = semantic(this::embed).build()) {
            cache.put(Keys.SHOP, "Is volume 107 out?", "Yes.");

            SemanticResult<String> other =
                    cache.find(Keys.SHOP, "Is volume 108 out?").join();
            assertThat(other.match()).isEqualTo(SemanticResult.Match.GUARDED);
            assertThat(other.isHit()).isFalse();
        }
    }

    @Test
    void a_blank_question_is_a_miss_and_its_answer_a_counted_drop() {
        Embedder never = question -> {
            throw new AssertionError("nothing to embed");
        };
        try (SemanticCache<String> cache = semantic(never).build()) {
            cache.put(Keys.SHOP, "  ", "answer");
            cache.put(Keys.SHOP, null, "answer");
            cache.invalidate(Keys.SHOP, "");

            assertThat(cache.find(Keys.SHOP, "  ").join().match()).isEqualTo(SemanticResult.Match.MISS);
            assertThat(cache.find(Keys.SHOP, null).join().match()).isEqualTo(SemanticResult.Match.MISS);
            assertThat(answers.get(Keys.SHOP.key("")).join().isHit()).isFalse();
            assertThat(writer.snapshot().dropped(DropReason.INVALID)).isEqualTo(3);
        }
    }

    @Test
    void vectors_that_are_no_direction_are_counted_and_not_kept() {
        float[][] bad = {{Float.NaN, 1}, {1}, {0, 0}, {Float.POSITIVE_INFINITY, 0}};
        for (float[] vector : bad) {
            try (SemanticCache<String> cache = semantic(question -> CompletableFuture.completedFuture(vector))
                    .build()) {
                cache.put(Keys.SHOP, "known", "answer");
                assertThat(cache.find(Keys.SHOP, "alike").join().match()).isEqualTo(SemanticResult.Match.MISS);
                assertThat(registry.get("mangaassist.cache.semantic.unembedded")
                                .counter()
                                .count())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void scopes_do_not_see_each_other() {
        CacheScope english = CacheScope.builder("shop").locale("en-US").build();
        try (SemanticCache<String> cache = semantic(this::embed).build()) {
            cache.put(Keys.SHOP, "one", "answer");

            assertThat(cache.find(english, "other").join().match()).isEqualTo(SemanticResult.Match.MISS);
        }
    }

    @Test
    void a_failing_or_silent_embedder_makes_a_miss() {
        Embedder silent = question -> new CompletableFuture<>();
        Embedder failing = question -> CompletableFuture.failedFuture(new IllegalStateException("throttled"));
        Embedder throwing = question -> {
            throw new IllegalStateException("broken");
        };
        for (Embedder bad : new Embedder[] {silent, failing, throwing}) {
            try (SemanticCache<String> cache =
                    semantic(bad).embedTimeout(Duration.ofMillis(20)).build()) {
                assertThat(cache.find(Keys.SHOP, "q")).succeedsWithin(Duration.ofSeconds(5));
                assertThat(cache.find(Keys.SHOP, "q").join().match()).isEqualTo(SemanticResult.Match.MISS);
                cache.put(Keys.SHOP, "q", "answer");
                assertThat(cache.find(Keys.SHOP, "q").join().match()).isEqualTo(SemanticResult.Match.EXACT);
                cache.invalidate(Keys.SHOP, "q");
            }
        }
    }

    @Test
    void after_a_restart_the_vectors_come_back_from_redis() {
        try (SemanticCache<String> before = semantic(this::embed).build()) {
            before.put(Keys.SHOP, "known", "answer");
            await().until(() -> writer.snapshot().written() == 2);
        }
        cosines.put("alike", 0.97);
        try (SemanticCache<String> after = semantic(this::embed).build()) {
            await().until(() -> after.find(Keys.SHOP, "alike").join().match() == SemanticResult.Match.SEMANTIC);
        }
        try (SemanticCache<String> other =
                semantic(this::embed).embedderId("another").build()) {
            assertThat(other.find(Keys.SHOP, "alike").join().match()).isEqualTo(SemanticResult.Match.MISS);
        }
    }

    @Test
    void an_erased_scope_is_empty_here_and_in_redis_and_another_is_not() {
        CacheScope english = CacheScope.builder("shop").locale("en-US").build();
        try (SemanticCache<String> cache = semantic(this::embed).build()) {
            for (int i = 0; i < 300; i++) {
                cache.put(Keys.SHOP, "question " + i, "answer");
            }
            cache.put(english, "kept", "answer");
            assertThat(cache.erase(Keys.SHOP)).succeedsWithin(Duration.ofSeconds(10));

            assertThat(cache.find(Keys.SHOP, "question 1").join().isHit()).isFalse();
            await().until(() -> writer.snapshot().queued() + writer.snapshot().inFlight() == 0);
            assertThat(truth.ask().keys(Keys.SHOP.prefix() + "*")).isEmpty();
            assertThat(cache.find(english, "kept").join().isHit()).isTrue();
            assertThat(writer.snapshot().imbalance()).isZero();
        }
    }
}
