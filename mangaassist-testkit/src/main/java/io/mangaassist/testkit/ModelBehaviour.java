package io.mangaassist.testkit;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one simulated model answers: what, how fast, and within which quota.
 *
 * <p>Immutable. The defaults answer a short fixed sentence at once and without limit.
 */
public final class ModelBehaviour {
    private final Builder set;

    private ModelBehaviour(Builder builder) {
        this.set = new Builder(builder);
    }

    /** A behaviour with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    String answer(BedrockCall call) {
        return set.answer.apply(call);
    }

    @Nullable
    Latency latency() {
        return set.latency;
    }

    Latency timeToFirstToken() {
        return set.timeToFirstToken;
    }

    double tokensPerSecond() {
        return set.tokensPerSecond;
    }

    @Nullable
    Usage usage() {
        return set.usage;
    }

    int defaultMaxTokens() {
        return set.defaultMaxTokens;
    }

    int outputBurndown() {
        return set.outputBurndown;
    }

    long seed() {
        return set.seed;
    }

    TokenBucket requestQuota() {
        return bucket(set.requestsPerMinute);
    }

    TokenBucket tokenQuota() {
        return bucket(set.tokensPerMinute);
    }

    private TokenBucket bucket(int perMinute) {
        double perSecond = perMinute / 60.0;
        return new TokenBucket(perSecond, perSecond * set.quotaBurst.toNanos() / 1e9);
    }

    /** Tokens as the simulator reports them. */
    record Usage(int input, int output) {}

    /** Settings of a {@link ModelBehaviour}; not thread-safe. */
    public static final class Builder {
        private Function<BedrockCall, String> answer = call -> "This volume is in stock and ships today.";
        private @Nullable Latency latency;
        private Latency timeToFirstToken = Latency.none();
        private double tokensPerSecond;
        private @Nullable Usage usage;
        private int requestsPerMinute;
        private int tokensPerMinute;
        private int outputBurndown = 1;
        private int defaultMaxTokens = 4_096;
        private Duration quotaBurst = Duration.ofMinutes(1);
        private long seed = 1;

        private Builder() {}

        private Builder(Builder other) {
            this.answer = other.answer;
            this.latency = other.latency;
            this.timeToFirstToken = other.timeToFirstToken;
            this.tokensPerSecond = other.tokensPerSecond;
            this.usage = other.usage;
            this.requestsPerMinute = other.requestsPerMinute;
            this.tokensPerMinute = other.tokensPerMinute;
            this.outputBurndown = other.outputBurndown;
            this.defaultMaxTokens = other.defaultMaxTokens;
            this.quotaBurst = other.quotaBurst;
            this.seed = other.seed;
        }

        /** Always this answer. */
        public Builder answer(String text) {
            return answers(call -> text);
        }

        /** The answer to a call; runs on the simulator's event loop, must not block. If it throws, the call gets a 500. */
        public Builder answers(Function<BedrockCall, String> source) {
            this.answer = source;
            return this;
        }

        /**
         * Time of a whole answer for calls without a stream. Without it such a call takes the time to the first token plus
         * the time of its tokens.
         */
        public Builder latency(Latency value) {
            this.latency = value;
            return this;
        }

        /** Time until a stream's first bytes; none by default. */
        public Builder timeToFirstToken(Latency value) {
            this.timeToFirstToken = value;
            return this;
        }

        /** Speed of a stream after its first token, in tokens per second, at least 0; 0, the default, is as fast as can be. */
        public Builder tokensPerSecond(double value) {
            Require.that(value >= 0 && value <= 1e6, "tokensPerSecond", "from 0 to 1000000", value);
            this.tokensPerSecond = value;
            return this;
        }

        /** Reports these token numbers instead of the estimated ones. */
        public Builder usage(int inputTokens, int outputTokens) {
            this.usage = new Usage(
                    Require.atLeast(0, "inputTokens", inputTokens), Require.atLeast(0, "outputTokens", outputTokens));
            return this;
        }

        /** Calls per minute before 429; 0, the default, is no limit. */
        public Builder requestsPerMinute(int value) {
            this.requestsPerMinute = Require.atLeast(0, "requestsPerMinute", value);
            return this;
        }

        /**
         * Tokens per minute before 429; 0, the default, is no limit. As the service does it: input plus the caller's maximum
         * is taken at the start, and settled to input plus output times the burn-down at the end.
         */
        public Builder tokensPerMinute(int value) {
            this.tokensPerMinute = Require.atLeast(0, "tokensPerMinute", value);
            return this;
        }

        /** Quota tokens per output token, at least 1; 1 by default, 5 for the Claude 4 family. */
        public Builder outputBurndown(int value) {
            this.outputBurndown = Require.atLeast(1, "outputBurndown", value);
            return this;
        }

        /** Limit of an answer whose caller gives none, in tokens, at least 1; 4,096 by default. */
        public Builder defaultMaxTokens(int value) {
            this.defaultMaxTokens = Require.atLeast(1, "defaultMaxTokens", value);
            return this;
        }

        /**
         * How much of a quota may be used at once: a bucket of so much time that starts full; longer than 0, one minute by
         * default. One second turns a quota per minute into a smooth rate, which short tests want.
         */
        public Builder quotaBurst(Duration value) {
            Require.that(!value.isNegative() && !value.isZero(), "quotaBurst", "> 0", value);
            this.quotaBurst = value;
            return this;
        }

        /** Seed of the latencies; 1 by default. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** The behaviour; the builder may be used again. */
        public ModelBehaviour build() {
            return new ModelBehaviour(this);
        }
    }
}
