package io.mangaassist.guardrails;

import io.mangaassist.core.MeterCatalogue;
import io.mangaassist.core.MeterDefinition;
import java.util.List;

/** The meters of this room. */
enum GuardrailMeter implements MeterDefinition {
    EVALUATION(
            "evaluation",
            Kind.TIMER,
            "",
            List.of("tier", "mode", "action"),
            "Guardrails/EvaluationDuration",
            "Time one tier spent on an answer (local) or on one check of it (remote)."),
    FILTERS(
            "filters",
            Kind.GAUGE,
            "filters",
            List.of("tier"),
            "Guardrails/FilterCount",
            "Rules of the local policy, and filters the remote tier last reported."),
    TOKENS(
            "tokens",
            Kind.SUMMARY,
            "tokens",
            List.of("tier"),
            "Guardrails/ResponseTokensEvaluated",
            "Estimated tokens that a tier evaluated, per answer (local) or check (remote)."),
    CHARACTERS("characters", Kind.COUNTER, "characters", List.of("tier"), "", "Characters that a tier evaluated."),
    TEXT_UNITS("text.units", Kind.COUNTER, "units", List.of(), "Guardrails/TextUnits", "Text units billed."),
    HELD(
            "held",
            Kind.SUMMARY,
            "characters",
            List.of("mode"),
            "",
            "Most characters that were held back at once, per answer."),
    BUDGET_EXCEEDED(
            "budget.exceeded",
            Kind.COUNTER,
            "",
            List.of("tier"),
            "Guardrails/BudgetExceeded",
            "Evaluations that took longer than the tier's budget or limit."),
    THROTTLED("throttled", Kind.COUNTER, "", List.of(), "Guardrails/Throttled", "Remote checks that were throttled."),
    COVERAGE_GAPS(
            "coverage.gaps",
            Kind.COUNTER,
            "",
            List.of("tier"),
            "Guardrails/CoverageGaps",
            "Stretches of answers that a tier should have evaluated and did not."),
    POST_STREAM_VIOLATIONS(
            "post.stream.violations",
            Kind.COUNTER,
            "",
            List.of("mode"),
            "GuardrailsPostStreamViolation",
            "Violations found by the remote tier after some of the answer had been shown."),
    STOPS("stops", Kind.COUNTER, "", List.of("mode", "tier"), "Guardrails/Stops", "Answers stopped before their end."),
    SHADOW_DISAGREEMENTS(
            "shadow.disagreements",
            Kind.COUNTER,
            "",
            List.of(),
            "Guardrails/ShadowDisagreements",
            "Answers on which a candidate policy and the enforced one came to different ends."),
    CACHE_HITS("cache.hits", Kind.COUNTER, "", List.of(), "", "Remote checks answered by an earlier or running one."),
    WAIT(
            "wait",
            Kind.TIMER,
            "",
            List.of("mode"),
            "Guardrails/AddedLatency",
            "Time from the first text received to the first text shown: what the mode adds to the first token."),
    ANSWERS("answers", Kind.COUNTER, "", List.of("mode", "verdict"), "", "Answers by their final verdict.");

    private final MeterCatalogue.Entry entry;

    GuardrailMeter(String meter, Kind kind, String unit, List<String> tags, String runbook, String description) {
        this.entry = new MeterCatalogue.Entry("mangaassist.guardrail." + meter, kind, unit, tags, runbook, description);
    }

    @Override
    public MeterCatalogue.Entry entry() {
        return entry;
    }
}
