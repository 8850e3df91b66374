package io.mangaassist.pool;

import java.util.Locale;

/** Reads model ids: {@code jp.anthropic.claude-...}, {@code anthropic.claude-...}, or an ARN that ends in one. */
final class BedrockModels {

    private static final String CLAUDE = "anthropic.claude";

    private BedrockModels() {}

    static boolean isClaude(String modelId) {
        return modelId.toLowerCase(Locale.ROOT).contains(CLAUDE);
    }

    /** Whether an opaque body written for one model is understood by the other. */
    static boolean sameFamily(String one, String other) {
        return one.equals(other) || (isClaude(one) && isClaude(other));
    }
}
