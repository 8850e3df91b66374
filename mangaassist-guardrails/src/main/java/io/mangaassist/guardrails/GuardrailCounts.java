package io.mangaassist.guardrails;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counts behind {@link GuardrailSnapshot}. Thread-safe. */
final class GuardrailCounts {

    private final LongAdder answers = new LongAdder();
    private final Map<AnswerVerdict, LongAdder> verdicts = new EnumMap<>(AnswerVerdict.class);
    private final LongAdder stoppedLocally = new LongAdder();
    private final LongAdder postStream = new LongAdder();
    private final LongAdder checks = new LongAdder();
    private final LongAdder failures = new LongAdder();

    GuardrailCounts() {
        for (AnswerVerdict verdict : AnswerVerdict.values()) {
            verdicts.put(verdict, new LongAdder());
        }
    }

    void begun() {
        answers.increment();
    }

    void settled(AnswerVerdict verdict) {
        of(verdict).increment();
    }

    void taken(Intervention intervention) {
        if (intervention.tier() == Tier.LOCAL) {
            stoppedLocally.increment();
        } else if (intervention.shown() > 0) {
            postStream.increment();
        }
    }

    void checked() {
        checks.increment();
    }

    void failed() {
        failures.increment();
    }

    GuardrailSnapshot snapshot() {
        return new GuardrailSnapshot(
                answers.sum(),
                of(AnswerVerdict.CLEAN).sum(),
                of(AnswerVerdict.UNVERIFIED).sum(),
                of(AnswerVerdict.STOPPED).sum(),
                stoppedLocally.sum(),
                of(AnswerVerdict.RETRACTED).sum(),
                of(AnswerVerdict.ABORTED).sum(),
                postStream.sum(),
                checks.sum(),
                failures.sum());
    }

    private LongAdder of(AnswerVerdict verdict) {
        return verdicts.getOrDefault(verdict, answers);
    }
}
