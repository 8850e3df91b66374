package io.mangaassist.testkit;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What will be said in one call, cut to the caller's limit. */
record PreparedAnswer(List<String> tokens, boolean cutByLimit, ModelBehaviour.Usage usage) {

    static PreparedAnswer of(ModelBehaviour behaviour, BedrockCall call) {
        List<String> tokens = TextTokens.split(behaviour.answer(call));
        int limit = call.maxTokens() > 0 ? call.maxTokens() : behaviour.defaultMaxTokens();
        boolean cut = tokens.size() > limit;
        List<String> said = cut ? tokens.subList(0, limit) : tokens;
        ModelBehaviour.Usage fixed = behaviour.usage();
        return new PreparedAnswer(
                said, cut, fixed != null ? fixed : new ModelBehaviour.Usage(call.inputTokens(), said.size()));
    }

    AnswerFormat.Facts facts(AnswerFormat.Timing timing) {
        return new AnswerFormat.Facts(String.join("", tokens), usage, cutByLimit, timing);
    }

    /** Time of all tokens after the first. */
    long speakingNanos(double tokensPerSecond) {
        return dueNanos(Math.max(0, tokens.size() - 1), tokensPerSecond);
    }

    static long dueNanos(int token, double tokensPerSecond) {
        return tokensPerSecond == 0 ? 0 : (long) (token * (double) TimeUnit.SECONDS.toNanos(1) / tokensPerSecond);
    }

    /** How many tokens go out before the fault; all of them if it strikes elsewhere or not at all. */
    int tokensBefore(@Nullable Fault fault) {
        return fault == null || fault.isBeforeAnswer() ? tokens.size() : Math.min(fault.tokensBefore(), tokens.size());
    }
}
