package io.mangaassist.pool;

import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link BedrockRung} that have a default. */
record BedrockRungLimits(
        LiveSetting<Integer> permits,
        @Nullable Integer maxTokens,
        @Nullable Duration firstTokenTimeout,
        QuotaLimits quota,
        @Nullable IntFunction<? extends LimitAlgorithm> algorithm,
        @Nullable BedrockAdapter adapter) {

    static BedrockRungLimits of(LiveSetting<Integer> permits) {
        return new BedrockRungLimits(permits, null, null, QuotaLimits.NONE, null, null);
    }

    BedrockRungLimits permits(LiveSetting<Integer> changed) {
        return new BedrockRungLimits(changed, maxTokens, firstTokenTimeout, quota, algorithm, adapter);
    }

    BedrockRungLimits maxTokens(int changed) {
        return new BedrockRungLimits(permits, changed, firstTokenTimeout, quota, algorithm, adapter);
    }

    BedrockRungLimits firstTokenTimeout(Duration changed) {
        return new BedrockRungLimits(permits, maxTokens, changed, quota, algorithm, adapter);
    }

    BedrockRungLimits quota(QuotaLimits changed) {
        return new BedrockRungLimits(permits, maxTokens, firstTokenTimeout, changed, algorithm, adapter);
    }

    BedrockRungLimits algorithm(IntFunction<? extends LimitAlgorithm> changed) {
        return new BedrockRungLimits(permits, maxTokens, firstTokenTimeout, quota, changed, adapter);
    }

    BedrockRungLimits adapter(BedrockAdapter changed) {
        return new BedrockRungLimits(permits, maxTokens, firstTokenTimeout, quota, algorithm, changed);
    }
}
