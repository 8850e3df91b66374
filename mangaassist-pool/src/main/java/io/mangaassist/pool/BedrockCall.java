package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that is ready to be sent.
 *
 * @param send sends it
 * @param most the most tokens that it may cost
 * @param used the tokens that an answer says it cost, or null
 */
record BedrockCall<R>(
        Supplier<CompletableFuture<R>> send, Supplier<TokenCount> most, Function<R, @Nullable TokenCount> used) {}
