package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;

/** A call that is ready to be sent. */
@FunctionalInterface
interface BedrockCall<R> {

    CompletableFuture<R> send();
}
