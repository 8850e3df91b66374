package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;

/** A streaming call that is ready to be sent. */
@FunctionalInterface
interface BedrockStreamCall<P, E> {

    CompletableFuture<Void> send(BedrockStreamLeg<P, E> leg);
}
