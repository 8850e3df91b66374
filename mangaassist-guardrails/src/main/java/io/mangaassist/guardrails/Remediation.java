package io.mangaassist.guardrails;

import org.jspecify.annotations.Nullable;

/**
 * An answer of which something was shown has been taken away: what to undo, never the text itself.
 *
 * @param correlationId of the answer; {@code AwsRequestAttributes.CORRELATION_ID}, or made up if there was none
 * @param intent of the answer, or null
 * @param mode of the answer
 * @param intervention what happened, with the replacement text to show
 * @param policyVersion the policy that was in force
 */
public record Remediation(
        String correlationId,
        @Nullable String intent,
        GuardrailMode mode,
        Intervention intervention,
        String policyVersion) {}
