package io.mangaassist.guardrails;

import io.mangaassist.core.InstanceMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** All meters of one guardrail, registered at once and removed on close. Thread-safe. */
final class GuardrailMeters implements AutoCloseable {

    /** What came of one evaluation. */
    enum Action {
        NONE,
        FLAG,
        MASK,
        BLOCK,
        FAILED;

        String tag() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final InstanceMeters meters;
    private final Timer[][][] evaluation;
    private final DistributionSummary[] tokens;
    private final Counter[] characters;
    private final DistributionSummary[] held;
    private final Counter[] budget;
    private final Counter[] gaps;
    private final Counter[] postStream;
    private final Counter[][] stops;
    private final Counter[][] answers;
    private final Timer[] wait;
    private final Counter shadowDisagreements;
    private final Counter cacheHits;
    private final Counter textUnits;
    private final Counter throttled;
    private final AtomicInteger remoteFilters = new AtomicInteger();

    GuardrailMeters(MeterRegistry registry, String name, GuardPolicy policy) {
        this.meters = InstanceMeters.create(registry, "guardrails", name);
        GuardrailMode[] modes = GuardrailMode.values();
        this.evaluation = new Timer[Tier.values().length][modes.length][Action.values().length];
        this.tokens = new DistributionSummary[Tier.values().length];
        this.characters = new Counter[Tier.values().length];
        this.budget = new Counter[Tier.values().length];
        this.gaps = new Counter[Tier.values().length];
        this.held = new DistributionSummary[modes.length];
        this.postStream = new Counter[modes.length];
        this.stops = new Counter[modes.length][Tier.values().length];
        this.answers = new Counter[modes.length][AnswerVerdict.values().length];
        this.wait = new Timer[modes.length];
        this.shadowDisagreements = meters.counter(GuardrailMeter.SHADOW_DISAGREEMENTS);
        this.cacheHits = meters.counter(GuardrailMeter.CACHE_HITS);
        this.textUnits = meters.counter(GuardrailMeter.TEXT_UNITS);
        this.throttled = meters.counter(GuardrailMeter.THROTTLED);
        meters.gauge(GuardrailMeter.FILTERS, policy.rules().size(), Integer::doubleValue, Tier.LOCAL.tag());
        meters.gauge(GuardrailMeter.AUTOMATA_FLUSHES, policy.local(), LocalRules::flushes);
        meters.gauge(GuardrailMeter.FILTERS, remoteFilters, AtomicInteger::doubleValue, Tier.REMOTE.tag());
        for (Tier tier : Tier.values()) {
            byTier(tier);
        }
        for (GuardrailMode mode : modes) {
            byMode(mode);
        }
    }

    private void byTier(Tier tier) {
        int i = tier.ordinal();
        tokens[i] = meters.summary(GuardrailMeter.TOKENS, tier.tag());
        characters[i] = meters.counter(GuardrailMeter.CHARACTERS, tier.tag());
        budget[i] = meters.counter(GuardrailMeter.BUDGET_EXCEEDED, tier.tag());
        gaps[i] = meters.counter(GuardrailMeter.COVERAGE_GAPS, tier.tag());
    }

    private void byMode(GuardrailMode mode) {
        int i = mode.ordinal();
        wait[i] = meters.timer(GuardrailMeter.WAIT, mode.tag());
        held[i] = meters.summary(GuardrailMeter.HELD, mode.tag());
        postStream[i] = meters.counter(GuardrailMeter.POST_STREAM_VIOLATIONS, mode.tag());
        for (Tier tier : Tier.values()) {
            stops[i][tier.ordinal()] = meters.counter(GuardrailMeter.STOPS, mode.tag(), tier.tag());
            for (Action action : Action.values()) {
                evaluation[tier.ordinal()][i][action.ordinal()] =
                        meters.timer(GuardrailMeter.EVALUATION, tier.tag(), mode.tag(), action.tag());
            }
        }
        for (AnswerVerdict verdict : AnswerVerdict.values()) {
            answers[i][verdict.ordinal()] = meters.counter(GuardrailMeter.ANSWERS, mode.tag(), verdict.tag());
        }
    }

    void evaluated(Tier tier, GuardrailMode mode, Action action, long nanos) {
        evaluation[tier.ordinal()][mode.ordinal()][action.ordinal()].record(Duration.ofNanos(nanos));
    }

    void amount(Tier tier, int evaluatedCharacters, double evaluatedTokens) {
        characters[tier.ordinal()].increment(evaluatedCharacters);
        tokens[tier.ordinal()].record(evaluatedTokens);
    }

    void remote(RemoteVerdict verdict) {
        textUnits.increment(verdict.textUnits());
        if (verdict.filters() > 0) {
            remoteFilters.set(verdict.filters());
        }
        if (verdict.kind() == RemoteVerdict.Kind.FAILED && verdict.reasons().contains("throttled")) {
            throttled.increment();
        }
    }

    void held(GuardrailMode mode, int most) {
        held[mode.ordinal()].record(most);
    }

    void waited(GuardrailMode mode, long nanos) {
        wait[mode.ordinal()].record(Duration.ofNanos(nanos));
    }

    void shadowDisagreed() {
        shadowDisagreements.increment();
    }

    void cacheHit() {
        cacheHits.increment();
    }

    void budgetExceeded(Tier tier) {
        budget[tier.ordinal()].increment();
    }

    void taken(GuardrailMode mode, Intervention intervention) {
        if (intervention.kind() == Intervention.Kind.STOPPED) {
            stops[mode.ordinal()][intervention.tier().ordinal()].increment();
        }
        if (intervention.tier() == Tier.REMOTE && intervention.shown() > 0) {
            postStream[mode.ordinal()].increment();
        }
    }

    void answered(AnswerReport report) {
        answers[report.mode().ordinal()][report.verdict().ordinal()].increment();
        report.coverage().gaps().forEach(gap -> gaps[gap.tier().ordinal()].increment());
    }

    @Override
    public void close() {
        meters.close();
    }
}
