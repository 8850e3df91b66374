package io.mangaassist.pool;

import java.util.Optional;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;

/**
 * Changes a request that falls back to another model, or says that it cannot. What one model takes another may refuse:
 * thinking, a latency mode, a larger bound of the answer. Called on the thread that routes, which must not be blocked; what
 * it throws counts as "not possible".
 */
@FunctionalInterface
public interface BedrockAdapter {

    /**
     * Returns the request as the target can take it.
     *
     * @param request the request, its model id (and bound of the answer, if the rung has one) already those of the target
     * @param target the rung
     * @return a request of the same type, or empty if the request does not fit, so that the next rung is asked
     */
    Optional<BedrockRuntimeRequest> adapt(BedrockRuntimeRequest request, BedrockRung target);
}
