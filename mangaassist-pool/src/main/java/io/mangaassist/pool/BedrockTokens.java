package io.mangaassist.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Estimates what a call may cost and reads what it did cost. */
final class BedrockTokens {

    /** English has about four characters to a token, Japanese about one. */
    private static final int LATIN_CHARACTERS = 4;
    /** An image or a document; text is what chats send, so a rough number does. */
    private static final int OTHER_BLOCK = 1_500;
    /** What the service reserves for a request that names no bound. */
    static final int DEFAULT_MAX_TOKENS = 4_096;

    private BedrockTokens() {}

    static TokenCount most(
            List<Message> messages, List<SystemContentBlock> system, @Nullable InferenceConfiguration config) {
        long input = 0;
        for (Message message : messages) {
            for (ContentBlock block : message.content()) {
                input += estimate(block.text());
            }
        }
        for (SystemContentBlock block : system) {
            input += estimate(block.text());
        }
        Integer bound = config == null ? null : config.maxTokens();
        return new TokenCount(input, bound == null ? DEFAULT_MAX_TOKENS : bound);
    }

    static long estimate(@Nullable String text) {
        if (text == null) {
            return OTHER_BLOCK;
        }
        long wide = text.chars().filter(c -> c > 0x2E7F).count();
        return wide + (text.length() - wide + LATIN_CHARACTERS - 1) / LATIN_CHARACTERS;
    }

    /** Returns null if the answer does not say. Reading from the prompt cache costs no quota, writing to it does. */
    static @Nullable TokenCount used(@Nullable TokenUsage usage) {
        if (usage == null) {
            return null;
        }
        long input = orZero(usage.inputTokens()) + orZero(usage.cacheWriteInputTokens());
        return new TokenCount(input, orZero(usage.outputTokens()));
    }

    private static long orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
