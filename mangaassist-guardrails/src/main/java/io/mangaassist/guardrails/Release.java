package io.mangaassist.guardrails;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link GuardrailSession} lets go of after one step.
 *
 * @param text may be shown now; empty if nothing may
 * @param checks to be sent to the remote tier; each verdict comes back through {@link GuardrailSession#verdict}
 * @param intervention the answer is taken away, or null
 * @param verdict the final verdict, if this step brought it (a later retraction brings another), or null
 */
public record Release(
        String text,
        List<RemoteCheck> checks,
        @Nullable Intervention intervention,
        @Nullable AnswerVerdict verdict) {

    static final Release NOTHING = new Release("", List.of(), null, null);

    public Release {
        checks = List.copyOf(checks);
    }

    @Override
    public String toString() {
        return "Release[" + text.length() + " characters, " + checks.size() + " checks, " + intervention + ", "
                + verdict + "]";
    }
}
