/**
 * Guardrails for answers that stream: a local tier that never releases a character of a listed violation, a remote tier
 * behind it, and modes by intent that say how long an answer may wait for either.
 *
 * <p>Open {@link io.mangaassist.guardrails.Guardrails} first; {@link io.mangaassist.guardrails.BedrockGuardrails} is
 * the same thing as a drop-in Bedrock client, {@link io.mangaassist.guardrails.GuardrailSession} as a thread-less core.
 */
@NullMarked
package io.mangaassist.guardrails;

import org.jspecify.annotations.NullMarked;
