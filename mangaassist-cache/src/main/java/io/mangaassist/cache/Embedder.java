package io.mangaassist.cache;

import java.util.concurrent.CompletionStage;

/** Turns text into a vector whose direction stands for its meaning. */
@FunctionalInterface
public interface Embedder {

    /**
     * Embeds a text. Called on the caller's thread or on the Redis client's event loop, so it must not block; slow or
     * failed, it makes a miss.
     *
     * @param text the question
     * @return the vector; its length need not be 1
     */
    CompletionStage<float[]> embed(String text);
}
