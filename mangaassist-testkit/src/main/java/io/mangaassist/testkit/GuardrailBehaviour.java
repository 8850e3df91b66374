package io.mangaassist.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How one simulated guardrail judges: what it blocks, how long that takes, and within which quota.
 *
 * <p>The time follows the runbook of scenario 4: every filter costs {@code shortText} up to 100 tokens and {@code longText}
 * from 500 tokens on, in proportion between; filters add up, or run side by side with {@link Builder#parallel()}, as the
 * service documents it. Immutable.
 */
public final class GuardrailBehaviour {
    private static final int SHORT_TOKENS = 100;
    private static final int LONG_TOKENS = 500;

    private final Builder set;

    private GuardrailBehaviour(Builder builder) {
        this.set = new Builder(builder);
    }

    /** A behaviour with the defaults: 4 filters of 10 to 40 ms one after another, nothing blocked, no quota. */
    public static Builder builder() {
        return new Builder();
    }

    long costNanos(int tokens) {
        double share = (tokens - SHORT_TOKENS) / (double) (LONG_TOKENS - SHORT_TOKENS);
        double within = Math.max(0, Math.min(1, share));
        double perFilter = set.shortText.toNanos() + within * (set.longText.toNanos() - set.shortText.toNanos());
        return (long) (set.parallel ? Math.min(1, set.filters) * perFilter : set.filters * perFilter);
    }

    Latency extra() {
        return set.extra;
    }

    Optional<String> blockedWord(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return set.words.stream().filter(lower::contains).findFirst();
    }

    boolean blocks(String text) {
        return set.blocks.test(text);
    }

    String blockedMessage() {
        return set.blockedMessage;
    }

    long seed() {
        return set.seed;
    }

    TokenBucket callQuota() {
        return new TokenBucket(set.callsPerSecond, set.callsPerSecond);
    }

    TokenBucket textUnitQuota() {
        return new TokenBucket(set.textUnitsPerSecond, set.textUnitsPerSecond);
    }

    /** Settings of a {@link GuardrailBehaviour}; not thread-safe. */
    public static final class Builder {
        private int filters = 4;
        private Duration shortText = Duration.ofMillis(10);
        private Duration longText = Duration.ofMillis(40);
        private boolean parallel;
        private Latency extra = Latency.none();
        private List<String> words = List.of();
        private Predicate<String> blocks = text -> false;
        private String blockedMessage = "Sorry, the model cannot answer this question.";
        private double callsPerSecond;
        private double textUnitsPerSecond;
        private long seed = 1;

        private Builder() {}

        private Builder(Builder other) {
            this.filters = other.filters;
            this.shortText = other.shortText;
            this.longText = other.longText;
            this.parallel = other.parallel;
            this.extra = other.extra;
            this.words = other.words;
            this.blocks = other.blocks;
            this.blockedMessage = other.blockedMessage;
            this.callsPerSecond = other.callsPerSecond;
            this.textUnitsPerSecond = other.textUnitsPerSecond;
            this.seed = other.seed;
        }

        /** Number of filters, at least 0; 4 by default, 12 after the incident's deployment. */
        public Builder filters(int value) {
            this.filters = Require.atLeast(0, "filters", value);
            return this;
        }

        /** Cost of one filter on a text of up to 100 tokens and of 500 or more; 10 ms and 40 ms by default. */
        public Builder costPerFilter(Duration shortText, Duration longText) {
            this.shortText = Require.notNegative("shortText", shortText);
            this.longText = Require.notNegative("longText", longText);
            return this;
        }

        /** Filters run side by side: a judgement costs one filter, not their sum. */
        public Builder parallel() {
            this.parallel = true;
            return this;
        }

        /** Time on top of the filters' cost, such as a lognormal jitter; none by default. */
        public Builder extraLatency(Latency value) {
            this.extra = value;
            return this;
        }

        /** Words that are blocked wherever they stand, whatever their case; reported as custom words. */
        public Builder blockedWords(String... values) {
            this.words = List.of(values).stream()
                    .map(word -> Require.notBlank("blockedWords", word).toLowerCase(Locale.ROOT))
                    .toList();
            return this;
        }

        /** Any other rule over the joined text; reported as a content filter. Runs on the event loop, must not block. */
        public Builder blocks(Predicate<String> rule) {
            this.blocks = rule;
            return this;
        }

        /** What stands in the place of a blocked text. */
        public Builder blockedMessage(String text) {
            this.blockedMessage = text;
            return this;
        }

        /** Calls per second before 429, at once and sustained; 0, the default, is no limit; the service's default is 25. */
        public Builder callsPerSecond(double value) {
            Require.that(value >= 0, "callsPerSecond", ">= 0", value);
            this.callsPerSecond = value;
            return this;
        }

        /** Text units (1,000 characters begun) per second before 429; 0, the default, is no limit. */
        public Builder textUnitsPerSecond(double value) {
            Require.that(value >= 0, "textUnitsPerSecond", ">= 0", value);
            this.textUnitsPerSecond = value;
            return this;
        }

        /** Seed of the extra latency; 1 by default. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** The behaviour; the builder may be used again. */
        public GuardrailBehaviour build() {
            return new GuardrailBehaviour(this);
        }
    }
}
