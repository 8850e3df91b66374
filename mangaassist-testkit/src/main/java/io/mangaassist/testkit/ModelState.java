package io.mangaassist.testkit;

import java.util.Random;

/** One simulated model as it runs: its behaviour with the quotas and the random source that go with it. */
final class ModelState {
    private final ModelBehaviour behaviour;
    private final TokenBucket requests;
    private final TokenBucket tokens;
    // guarded by itself
    private final Random random;

    ModelState(ModelBehaviour behaviour) {
        this.behaviour = behaviour;
        this.requests = behaviour.requestQuota();
        this.tokens = behaviour.tokenQuota();
        this.random = new Random(behaviour.seed());
    }

    ModelBehaviour behaviour() {
        return behaviour;
    }

    long draw(Latency latency) {
        synchronized (random) {
            return latency.drawNanos(random);
        }
    }

    boolean admitRequest(long nowNanos) {
        return requests.take(1, nowNanos);
    }

    boolean reserveTokens(int amount, long nowNanos) {
        return tokens.take(amount, nowNanos);
    }

    void settleTokens(int reserved, ModelBehaviour.Usage usage) {
        tokens.settle(reserved - usage.input() - (double) usage.output() * behaviour.outputBurndown());
    }
}
