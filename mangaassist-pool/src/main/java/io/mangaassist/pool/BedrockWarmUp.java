package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/**
 * Makes a call that costs little, so that connections (and what stands behind them) are open when an event begins. Called
 * every half minute of the last minutes before a planned event, once for each rung; what comes of the call is ignored.
 */
@FunctionalInterface
public interface BedrockWarmUp {

    /**
     * Sends the call.
     *
     * @param client the client of the rung itself, not the pool
     * @param modelId the model of the rung
     * @return the end of the call
     */
    CompletableFuture<?> call(BedrockRuntimeAsyncClient client, String modelId);
}
