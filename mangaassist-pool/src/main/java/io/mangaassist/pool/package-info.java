/**
 * Bedrock clients that admit, route and fall back. Open {@link io.mangaassist.pool.BedrockPool} first: it hands out a
 * {@code BedrockRuntimeAsyncClient} and a {@code BedrockRuntimeClient} that send each request down a ladder of models,
 * each with its own permits. {@link io.mangaassist.pool.PoolSizing} says how many permits that should be.
 */
@NullMarked
package io.mangaassist.pool;

import org.jspecify.annotations.NullMarked;
