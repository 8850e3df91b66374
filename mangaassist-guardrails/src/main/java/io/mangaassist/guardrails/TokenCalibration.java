package io.mangaassist.guardrails;

import java.util.concurrent.ConcurrentHashMap;

/** What one estimated token really is, per model, learnt from the usage that Bedrock reports. Thread-safe. */
final class TokenCalibration {

    private static final double WEIGHT = 0.1;
    private static final double LEAST = 0.25;
    private static final double MOST = 4;
    private static final int MODELS = 64;

    private final ConcurrentHashMap<String, Double> factors = new ConcurrentHashMap<>();

    double tokensPerEstimate(String model) {
        return factors.getOrDefault(model, 1.0);
    }

    void reported(String model, double estimate, int tokens) {
        if (estimate < 1 || tokens < 1 || (factors.size() >= MODELS && !factors.containsKey(model))) {
            return;
        }
        double ratio = Math.min(MOST, Math.max(LEAST, tokens / estimate));
        factors.merge(model, 1 + (ratio - 1) * WEIGHT, (old, fresh) -> old + (ratio - old) * WEIGHT);
    }
}
