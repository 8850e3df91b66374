package io.mangaassist.pool;

import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The optional settings of a {@link BedrockRung}. */
record BedrockRungLimits(
        LiveSetting<Integer> permits,
        @Nullable Integer maxTokens,
        @Nullable Duration firstTokenTimeout) {}
