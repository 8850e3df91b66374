package io.mangaassist.guardrails;

/**
 * What a guardrail has done since it was built.
 *
 * @param answers answers begun
 * @param clean answers with verdict CLEAN
 * @param unverified answers with verdict UNVERIFIED
 * @param stopped answers stopped, by either tier
 * @param stoppedLocally of these, by the local tier
 * @param retracted answers retracted after their end
 * @param aborted answers that broke off
 * @param postStreamViolations violations found by the remote tier after something had been shown
 * @param remoteChecks checks sent to the remote tier
 * @param remoteFailures of these, failed or late
 */
public record GuardrailSnapshot(
        long answers,
        long clean,
        long unverified,
        long stopped,
        long stoppedLocally,
        long retracted,
        long aborted,
        long postStreamViolations,
        long remoteChecks,
        long remoteFailures) {}
