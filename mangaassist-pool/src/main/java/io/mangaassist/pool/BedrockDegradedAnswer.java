package io.mangaassist.pool;

import java.util.Optional;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;

/**
 * Writes the answer that a customer gets when no model can give one. Called on the thread that gave up, which must not be
 * blocked; an exception or an empty answer fails the request as if none were configured.
 */
@FunctionalInterface
public interface BedrockDegradedAnswer {

    /**
     * Returns the text of the answer.
     *
     * @param request the request that found no model
     * @param reason why the last rung did not take it
     * @return the text, or empty to fail the request
     */
    Optional<String> text(BedrockRuntimeRequest request, RouteReason reason);
}
