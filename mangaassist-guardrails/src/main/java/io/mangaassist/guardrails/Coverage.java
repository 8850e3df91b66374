package io.mangaassist.guardrails;

import java.util.List;

/**
 * The certificate of an answer: what was evaluated by whom, and what was not and why.
 *
 * @param policyVersion {@link GuardPolicy#version()}
 * @param characters length of the answer as generated, in UTF-16 units
 * @param local stretches that the local tier evaluated
 * @param remote stretches that the remote tier evaluated
 * @param gaps stretches that a tier should have evaluated and did not
 */
public record Coverage(
        String policyVersion, int characters, List<Interval> local, List<Interval> remote, List<Gap> gaps) {

    /** Characters {@code from} to {@code to}, exclusive. */
    public record Interval(int from, int to) {}

    /** Characters that a tier did not evaluate. */
    public record Gap(Tier tier, int from, int to, String reason) {}

    public Coverage {
        local = List.copyOf(local);
        remote = List.copyOf(remote);
        gaps = List.copyOf(gaps);
    }

    /** Whether everything was evaluated by every tier that had to. */
    public boolean complete() {
        return gaps.isEmpty();
    }
}
