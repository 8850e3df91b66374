package io.mangaassist.testkit;

import java.util.Random;

/** One simulated guardrail as it runs: its behaviour with the quotas and the random source that go with it. */
final class GuardrailState {
    private final GuardrailBehaviour behaviour;
    private final TokenBucket calls;
    private final TokenBucket textUnits;
    // guarded by itself
    private final Random random;

    GuardrailState(GuardrailBehaviour behaviour) {
        this.behaviour = behaviour;
        this.calls = behaviour.callQuota();
        this.textUnits = behaviour.textUnitQuota();
        this.random = new Random(behaviour.seed());
    }

    GuardrailBehaviour behaviour() {
        return behaviour;
    }

    long costNanos(int tokens) {
        synchronized (random) {
            return behaviour.costNanos(tokens) + behaviour.extra().drawNanos(random);
        }
    }

    boolean admit(int units, long nowNanos) {
        return calls.take(1, nowNanos) && textUnits.take(units, nowNanos);
    }
}
