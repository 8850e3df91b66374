package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Reads the usage that an answer reports. */
final class BedrockTokens {

    private BedrockTokens() {}

    /** Returns input and output tokens together, or -1 if the answer does not say. */
    static long used(@Nullable TokenUsage usage) {
        if (usage == null) {
            return -1;
        }
        return orZero(usage.inputTokens()) + orZero(usage.outputTokens());
    }

    private static long orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
