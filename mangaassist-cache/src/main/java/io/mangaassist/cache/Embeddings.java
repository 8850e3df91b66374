package io.mangaassist.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Embeds each question once: what a lookup has embedded, the put after it finds here. Never fails, never waits. */
final class Embeddings {

    /** Questions between their lookup and their put, with room. */
    private static final int KEPT = 1024;

    private final Embedder embedder;
    private final SemanticConfig config;
    private final ScheduledExecutorService timer;
    private final Runnable onFailure;
    private final Cache<CacheKey, float[]> kept;

    Embeddings(Embedder embedder, SemanticConfig config, ScheduledExecutorService timer, Runnable onFailure) {
        this.embedder = embedder;
        this.config = config;
        this.timer = timer;
        this.onFailure = onFailure;
        this.kept = Caffeine.newBuilder().maximumSize(KEPT).executor(timer).build();
    }

    /** Returns a vector of length 1, or null if the embedder was slow, failed or gave no direction. */
    CompletableFuture<float @Nullable []> of(CacheKey key, String question) {
        float[] known = kept.getIfPresent(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<float @Nullable []> result = new CompletableFuture<>();
        ScheduledFuture<?> limit = timer.schedule(
                () -> result.complete(null), config.embedTimeout().toNanos(), TimeUnit.NANOSECONDS);
        ask(key, question, result);
        return result.whenComplete((unit, never) -> {
            limit.cancel(false);
            if (unit == null) {
                onFailure.run();
            }
        });
    }

    private void ask(CacheKey key, String question, CompletableFuture<float @Nullable []> result) {
        try {
            var unused = embedder.embed(question).whenComplete((vector, failure) -> {
                float[] unit = vector == null ? null : Vectors.normalised(vector, config.dimensions());
                if (unit != null) {
                    kept.put(key, unit);
                }
                result.complete(unit);
            });
        } catch (RuntimeException failure) {
            result.complete(null);
        }
    }
}
