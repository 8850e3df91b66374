package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The validated settings of a {@link Guardrails}. */
record GuardrailConfig(
        String name,
        IntentPolicy intents,
        FailureMode remoteFailure,
        ChunkSettings chunks,
        Limits limits,
        Listeners listeners,
        Locale locale,
        Segments segments,
        Clock clock) {

    /** How text is cut. */
    record ChunkSettings(int firstTokens, int tokens, int wholeWindow, int windowTokens, boolean parallelTiers) {

        /** What Bedrock bills as one, in characters. */
        static final int TEXT_UNIT = 1000;

        ChunkSettings {
            Checks.check(tokens >= 10 && tokens <= 5000, "chunkTokens", "between 10 and 5000", tokens);
            Checks.check(
                    firstTokens >= 1 && firstTokens <= tokens,
                    "firstChunkTokens",
                    "between 1 and chunkTokens",
                    firstTokens);
            Checks.check(
                    windowTokens >= tokens, "maxTokensToEvaluate", ">= chunkTokens (" + tokens + ")", windowTokens);
            Checks.check(wholeWindow >= TEXT_UNIT, "wholeWindow", ">= " + TEXT_UNIT, wholeWindow);
        }

        ChunkPlan plan(double tokensPerEstimate) {
            return new ChunkPlan(firstTokens, tokens, TEXT_UNIT, wholeWindow, windowTokens, tokensPerEstimate);
        }
    }

    /** How long each may take, now. */
    record Limits(
            LiveSetting<Duration> budget,
            LiveSetting<Duration> gated,
            LiveSetting<Duration> sync,
            LiveSetting<Duration> async) {

        Limits {
            Checks.positive("budget", budget.get());
            Checks.positive("gatedLimit", gated.get());
            Checks.positive("syncLimit", sync.get());
            Checks.positive("asyncLimit", async.get());
        }

        Duration of(GuardrailMode mode) {
            return switch (mode) {
                case SYNC -> sync.get();
                case GATED -> gated.get();
                case ASYNC, OFF -> async.get();
            };
        }
    }

    /** Whom to tell. */
    record Listeners(List<RemediationListener> remediation, List<AnswerListener> answers) {
        Listeners {
            remediation = List.copyOf(remediation);
            answers = List.copyOf(answers);
        }
    }

    GuardrailConfig {
        Checks.notBlank("name", name);
    }
}
