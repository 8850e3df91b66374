package io.mangaassist.pool;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Waits for a call as the SDK's blocking client would: parks (a virtual thread too), and an interrupt cancels the call. */
final class BedrockJoin {

    private BedrockJoin() {}

    static <R> R join(CompletableFuture<R> call) {
        try {
            return call.get();
        } catch (InterruptedException interrupted) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw AbortedException.create("The thread was interrupted", interrupted);
        } catch (CancellationException cancelled) {
            throw AbortedException.create("The call was cancelled", cancelled);
        } catch (ExecutionException failed) {
            throw asThrown(failed);
        }
    }

    /** The exception of the call itself, so that callers catch what they know; where it was waited for is added to it. */
    private static RuntimeException asThrown(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        return SdkClientException.create("The call failed", cause);
    }
}
