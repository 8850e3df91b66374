package io.mangaassist.guardrails;

import java.util.concurrent.CompletionStage;

/**
 * A service that judges text: {@code BedrockApplyGuardrail}, or your own.
 *
 * <p>Called from whatever thread delivered the text; must neither block nor throw. It may answer late, never, or fail:
 * the guardrail keeps its own limits. Cancelling the returned stage means that nobody waits any more.
 */
@FunctionalInterface
public interface RemoteEvaluator {

    /** Judges one stretch of text. */
    CompletionStage<RemoteVerdict> evaluate(RemoteCheck check);
}
