package io.mangaassist.benchmarks.cache;

import io.lettuce.core.RedisURI;
import io.mangaassist.cache.CacheCodec;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.cache.CacheWriter;
import io.mangaassist.cache.RedisConnector;
import io.mangaassist.cache.ResponseCache;
import io.mangaassist.cache.SemanticCache;
import io.mangaassist.cache.SemanticResult;
import io.mangaassist.cache.Similarity;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * A semantic lookup among 15,000 questions of 1,024 dimensions, by the public door, Redis away so that only our own work
 * is timed: hash the question, look near, search, take the answer. The vectors come in topics of 50 whose cosine is about
 * 0.8; a query is a known question at a cosine of about 0.9. Exact is a plain loop over all vectors.
 */
public final class SemanticRun {

    private static final int QUERIES = 2_000;
    private static final double MILLION = 1e6;

    private SemanticRun() {}

    /** Arguments: none. */
    public static void main(String[] args) {
        Topics topics = new Topics(42);
        int port;
        try (RedisFixture gone = RedisFixture.start()) {
            port = gone.port();
        }
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (RedisConnector connector = RedisConnector.of(RedisURI.create("127.0.0.1", port));
                CacheWriter writer =
                        CacheWriter.builder(connector).meterRegistry(registry).build();
                ResponseCache<String> answers = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                        .meterRegistry(registry)
                        .nearTtl(Duration.ofHours(1))
                        .build();
                SemanticCache<String> cache = SemanticCache.builder(
                                answers,
                                text -> CompletableFuture.completedFuture(topics.vector(text)),
                                Topics.DIMENSIONS)
                        .meterRegistry(registry)
                        .threshold(Similarity.ofCosine(0.5))
                        .build()) {
            run(topics, cache);
        }
    }

    private static void run(Topics topics, SemanticCache<String> cache) {
        CacheScope scope = CacheScope.builder("bench").build();
        for (int i = 0; i < Topics.KNOWN; i++) {
            cache.put(scope, Topics.name(i), Integer.toString(i));
        }
        System.out.println("| lookup among 15,000 x 1,024 | p50 ms | p95 ms | p99 ms | recall@1 |");
        System.out.println("|---|---|---|---|---|");
        for (int round = 0; round < 2; round++) {
            Histogram ours = new Histogram(3);
            Histogram exact = new Histogram(3);
            int right = 0;
            for (int i = 0; i < QUERIES; i++) {
                String question = Topics.query(round, i);
                long start = System.nanoTime();
                SemanticResult<String> found = cache.find(scope, question).join();
                ours.recordValue(System.nanoTime() - start);
                float[] vector = topics.vector(question);
                start = System.nanoTime();
                int nearest = topics.nearest(vector);
                exact.recordValue(System.nanoTime() - start);
                right += Integer.toString(nearest).equals(found.value()) ? 1 : 0;
            }
            if (round == 1) {
                line("ours", ours, right / (double) QUERIES);
                line("exact, plain loop", exact, 1);
            }
        }
    }

    private static void line(String name, Histogram nanos, double recall) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.4f |%n",
                name,
                nanos.getValueAtPercentile(50) / MILLION,
                nanos.getValueAtPercentile(95) / MILLION,
                nanos.getValueAtPercentile(99) / MILLION,
                recall);
    }
}
