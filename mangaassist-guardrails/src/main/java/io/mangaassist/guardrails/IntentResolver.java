package io.mangaassist.guardrails;

import java.util.Optional;

/**
 * Finds out what a request is about, when neither its attributes nor the client view say so.
 *
 * <p>Called on the caller's thread before the model is; must not block. One that throws counts as not knowing.
 */
@FunctionalInterface
public interface IntentResolver {

    /** The intent, or empty if it cannot tell. */
    Optional<String> resolve(GuardedRequest request);
}
