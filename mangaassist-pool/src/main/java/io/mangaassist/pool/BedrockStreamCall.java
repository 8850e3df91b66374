package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A streaming call that is ready to be sent.
 *
 * @param send sends it and lets the leg listen
 * @param most the most tokens that it may cost
 * @param kind how its events are read
 */
record BedrockStreamCall<P, E>(
        Function<BedrockStreamLeg<P, E>, CompletableFuture<Void>> send,
        Supplier<TokenCount> most,
        BedrockStreamKind<E> kind) {}
