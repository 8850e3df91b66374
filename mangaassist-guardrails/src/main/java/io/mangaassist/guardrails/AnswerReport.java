package io.mangaassist.guardrails;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one answer ended; ids, offsets and counts only.
 *
 * @param correlationId of the answer
 * @param intent of the answer, or null
 * @param mode of the answer
 * @param verdict the answer as a whole; only {@link AnswerVerdict#CLEAN} may be cached
 * @param findings what was found
 * @param coverage what was evaluated
 */
public record AnswerReport(
        String correlationId,
        @Nullable String intent,
        GuardrailMode mode,
        AnswerVerdict verdict,
        List<Finding> findings,
        Coverage coverage) {

    public AnswerReport {
        findings = List.copyOf(findings);
    }
}
