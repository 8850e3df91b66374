package io.mangaassist.pool;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Reads and changes the few numbers of a Claude messages body that quotas and fallbacks need. The names are searched with
 * their quotes; inside a text the quotes would be escaped, so a prompt that talks about {@code max_tokens} is not
 * mistaken for the setting.
 */
final class BedrockClaudeBody {

    private static final Pattern MAX_TOKENS = number("max_tokens");
    private static final Pattern INPUT = number("input_tokens");
    private static final Pattern CACHE_WRITE = number("cache_creation_input_tokens");
    private static final Pattern OUTPUT = number("output_tokens");

    private BedrockClaudeBody() {}

    static TokenCount most(SdkBytes body) {
        String json = body.asString(StandardCharsets.UTF_8);
        long bound = read(MAX_TOKENS, json);
        return new TokenCount(BedrockTokens.estimate(json), bound < 0 ? BedrockTokens.DEFAULT_MAX_TOKENS : bound);
    }

    /** Lowers {@code max_tokens}; a smaller number stays. */
    static SdkBytes bounded(SdkBytes body, int bound) {
        String json = body.asString(StandardCharsets.UTF_8);
        Matcher matcher = MAX_TOKENS.matcher(json);
        if (!matcher.find() || Long.parseLong(matcher.group(1)) <= bound) {
            return body;
        }
        String changed = json.substring(0, matcher.start(1)) + bound + json.substring(matcher.end(1));
        return SdkBytes.fromUtf8String(changed);
    }

    /** Returns the usage in an answer or a chunk; a chunk says only a part of it and the rest stands in {@code before}. */
    static @Nullable TokenCount used(String json, @Nullable TokenCount before) {
        long input = read(INPUT, json);
        long output = read(OUTPUT, json);
        if (input < 0 && output < 0) {
            return before;
        }
        TokenCount known = before == null ? TokenCount.NONE : before;
        long written = Math.max(0, read(CACHE_WRITE, json));
        return new TokenCount(input < 0 ? known.input() : input + written, output < 0 ? known.output() : output);
    }

    private static long read(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static Pattern number(String name) {
        return Pattern.compile("(?<!\\\\)\"" + name + "\"\\s*:\\s*(\\d{1,9})");
    }
}
