package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same against a real server with a search module, such as the images {@code valkey/valkey-bundle} and
 * {@code redis:8}: {@code mvn test -Dmangaassist.search.uri=redis://host:6379}. It writes under a scope of its own and
 * erases that.
 */
@Tag("search-server")
final class RedisSearchServerTest {

    @Test
    void an_alike_question_is_found_by_another_task() {
        CacheScope scope =
                CacheScope.builder("search-test-" + UUID.randomUUID()).build();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (RedisConnector connector =
                        RedisConnector.of(RedisURI.create(System.getProperty("mangaassist.search.uri")));
                CacheWriter writer =
                        CacheWriter.builder(connector).meterRegistry(registry).build();
                ResponseCache<String> here = answers(connector, writer, registry);
                ResponseCache<String> there = answers(connector, writer, registry);
                SemanticCache<String> puts = semantic(here, registry);
                SemanticCache<String> finds = semantic(there, registry)) {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        puts.put(scope, "known", "answer");
                        return finds.find(scope, "alike").join().match() == SemanticResult.Match.SEMANTIC;
                    });
            assertThat(finds.find(scope, "far").join().match()).isEqualTo(SemanticResult.Match.MISS);
            assertThat(puts.erase(scope)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static ResponseCache<String> answers(
            RedisConnector connector, CacheWriter writer, SimpleMeterRegistry registry) {
        return ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .readTimeout(Duration.ofSeconds(2))
                .build();
    }

    private static SemanticCache<String> semantic(ResponseCache<String> answers, SimpleMeterRegistry registry) {
        return SemanticCache.builder(
                        answers,
                        question -> CompletableFuture.completedFuture(
                                question.equals("far") ? new float[] {1, 0, 0, 0} : new float[] {0, 1, 0, 0}),
                        4)
                .meterRegistry(registry)
                .searchInRedis()
                .build();
    }
}
