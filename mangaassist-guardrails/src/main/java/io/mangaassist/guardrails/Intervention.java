package io.mangaassist.guardrails;

import java.util.List;

/**
 * The moment an answer is taken away.
 *
 * @param kind stopped while it was shown, or retracted after its end
 * @param tier who decided
 * @param findings why; empty if a check failed and the answer was closed
 * @param reason one configured word for reports: a rule's id, a filter's name or the failure
 * @param replacement what to show instead
 * @param shown characters of the answer that had been released before
 */
public record Intervention(Kind kind, Tier tier, List<Finding> findings, String reason, String replacement, int shown) {

    /** While or after. */
    public enum Kind {
        STOPPED,
        RETRACTED
    }

    public Intervention {
        findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
        return "Intervention[" + kind + ", " + tier + ", " + reason + ", shown=" + shown + "]";
    }
}
