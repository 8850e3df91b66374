package io.mangaassist.guardrails;

import io.mangaassist.core.LiveSetting;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * A guardrail: a policy, a remote tier if there is one, and the modes by intent. It guards any text stream
 * ({@link #guard}); {@link BedrockGuardrails} makes a drop-in Bedrock client of it.
 *
 * <p>Thread-safe. Owns one daemon thread that keeps time limits (unless it was given a scheduler) and its meters; both end with {@link #close()}. What was
 * handed to the builder stays the caller's.
 */
public final class Guardrails implements AutoCloseable {

    private final GuardPolicy policy;
    private final GuardrailParts parts;
    private final boolean ownsScheduler;

    private Guardrails(GuardPolicy policy, GuardrailParts parts, boolean ownsScheduler) {
        this.policy = policy;
        this.parts = parts;
        this.ownsScheduler = ownsScheduler;
    }

    /** A guardrail that enforces this policy. */
    public static Builder builder(GuardPolicy policy) {
        return new Builder(policy);
    }

    /**
     * Guards a stream of text pieces.
     *
     * <p>The result delivers {@link GuardedEvent}s: text as the mode allows, the replacement if the answer is taken away,
     * and as the last event the verdict with its certificate, for which it waits. It can be subscribed to as often as
     * {@code source}. Cancelling it cancels the source; text already shown is evaluated to its end all the same. An error of
     * the source is passed on after the text that could be shown; the verdict then goes to the {@link AnswerListener} alone.
     */
    public Publisher<GuardedEvent> guard(Publisher<? extends CharSequence> source, AnswerContext context) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(context, "context");
        return new GuardPublisher(this, source, context);
    }

    /** A session without threads; its caller keeps the time limits and calls the remote tier. */
    public GuardrailSession session(AnswerContext context) {
        return new GuardrailSession(SessionPlan.of(policy, parts, context));
    }

    /** The mode in which an answer with this intent is given; null stands for an unknown intent. */
    public GuardrailMode mode(@Nullable String intent) {
        return parts.config().intents().mode(intent);
    }

    public GuardPolicy policy() {
        return policy;
    }

    /** What happened since this guardrail was built. */
    public GuardrailSnapshot snapshot() {
        return parts.counts().snapshot();
    }

    /** How the candidate policy does, if one is tried. */
    public Optional<ShadowReport> shadow() {
        return Optional.ofNullable(parts.shadow()).map(Shadow::report);
    }

    /** How the candidate for the remote tier does, if one is tried. */
    public Optional<RemoteShadowReport> remoteShadow() {
        return Optional.ofNullable(parts.remoteShadow()).map(RemoteShadow::report);
    }

    /** What answering everything synchronously would have cost and saved so far. */
    public ModeComparison comparison() {
        return parts.modes().comparison();
    }

    /** Ends the thread and removes the meters; may be called twice. Checks that are still out count as failed. */
    @Override
    public void close() {
        if (ownsScheduler) {
            parts.scheduler().shutdownNow();
        }
        parts.running().forEach(RunningCheck::closed);
        parts.meters().close();
    }

    @Override
    public String toString() {
        return "Guardrails[" + parts.config().name() + ", " + policy + ", "
                + parts.config().intents() + ", remote=" + (parts.remote() != null) + "]";
    }

    Answer answer(AnswerContext context, AnswerOutput output) {
        return new Answer(parts, context, SessionPlan.of(policy, parts, context), output);
    }

    /** Settings of a {@link Guardrails}; every default has its reason beside it. */
    public static final class Builder {

        private final GuardPolicy policy;
        private final List<RemediationListener> remediation = new ArrayList<>();
        private final List<AnswerListener> answers = new ArrayList<>();
        private String name = "default";
        private MeterRegistry registry = Metrics.globalRegistry;
        private Segments segments = Segments.none();
        private Clock clock = Clock.SYSTEM;
        private @Nullable ScheduledExecutorService scheduler;
        private IntentPolicy intents = IntentPolicy.always(GuardrailMode.ASYNC);
        private @Nullable RemoteEvaluator remote;
        private RemoteGovernor.@Nullable Share share;
        private @Nullable CachedVerdicts cache;
        private @Nullable ShadowSettings shadow;
        private RemoteShadow.@Nullable Settings remoteShadow;
        private FailureMode remoteFailure = FailureMode.CLOSED;
        private Locale locale = Locale.ENGLISH;
        private int chunkTokens = 100;
        private int firstChunkTokens = 25;
        private int wholeWindow = 10_000;
        private int maxTokensToEvaluate = Integer.MAX_VALUE;
        private boolean parallelTiers;
        private LiveSetting<Duration> budget = LiveSetting.fixed("budget", Duration.ofMillis(50));
        private LiveSetting<Duration> gatedLimit = LiveSetting.fixed("gatedLimit", Duration.ofMillis(500));
        private LiveSetting<Duration> syncLimit = LiveSetting.fixed("syncLimit", Duration.ofSeconds(2));
        private LiveSetting<Duration> asyncLimit = LiveSetting.fixed("asyncLimit", Duration.ofSeconds(10));

        private Builder(GuardPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
        }

        /** Name in meters and threads; "default" unless set. */
        public Builder name(String newName) {
            name = newName;
            return this;
        }

        /** Where meters go; Micrometer's global registry unless set. */
        public Builder meterRegistry(MeterRegistry newRegistry) {
            registry = newRegistry;
            return this;
        }

        /** Times each remote check as segment {@code guardrails-check}; nothing unless set. */
        public Builder segments(Segments newSegments) {
            segments = newSegments;
            return this;
        }

        /** Source of time; the system's unless set. */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /** Keeps the time limits; stays the caller's. An own daemon thread unless set. */
        public Builder scheduler(ScheduledExecutorService newScheduler) {
            scheduler = newScheduler;
            return this;
        }

        /** Modes by intent; everything {@link GuardrailMode#ASYNC} unless set, which is what the incident taught. */
        public Builder intents(IntentPolicy newIntents) {
            intents = newIntents;
            return this;
        }

        /** The remote tier; none unless set. It is asked only about text that the local tier has passed. */
        public Builder remote(RemoteEvaluator newRemote) {
            remote = newRemote;
            return this;
        }

        /**
         * This process's share of the remote tier's quota; unlimited unless set. The service's default is 25 calls and 25
         * text units a second in most regions, for all processes together.
         */
        public Builder remoteQuota(double callsPerSecond, double textUnitsPerSecond) {
            share = RemoteGovernor.Share.of(callsPerSecond, textUnitsPerSecond);
            return this;
        }

        /** As {@link #remoteQuota(double, double)}, and may change while answers run. */
        public Builder remoteQuota(LiveSetting<Double> callsPerSecond, LiveSetting<Double> textUnitsPerSecond) {
            share = new RemoteGovernor.Share(callsPerSecond, textUnitsPerSecond);
            return this;
        }

        /** Remembers so many verdicts so long, by a hash of the folded text; none unless set. */
        public Builder verdictCache(int entries, Duration timeToLive) {
            cache = new CachedVerdicts(entries, timeToLive);
            return this;
        }

        /**
         * Tries a candidate's local rules on this share of answers (above 0, at most 1), without any effect on them; none
         * unless set. It ends by itself when its local time per answer breaks the budget at the 95th percentile.
         */
        public Builder shadow(GuardPolicy candidate, double sample, Duration p95Budget) {
            shadow = new ShadowSettings(candidate, sample, p95Budget);
            return this;
        }

        /**
         * Asks a candidate for the remote tier too, as {@link #shadow} tries rules; none unless set. The budget is that of a
         * check, and of the quota it gets only what is to spare.
         */
        public Builder shadowRemote(RemoteEvaluator candidate, double sample, Duration p95Budget) {
            remoteShadow = new RemoteShadow.Settings(candidate, sample, p95Budget);
            return this;
        }

        /**
         * What a gated answer does when a check failed or was late and the policy's rules do not say; CLOSED unless set. SYNC
         * is always closed, ASYNC always goes on and is not clean.
         */
        public Builder remoteFailure(FailureMode mode) {
            remoteFailure = mode;
            return this;
        }

        /** Language of replacement texts when the answer's is not known; English unless set. */
        public Builder locale(Locale newLocale) {
            locale = newLocale;
            return this;
        }

        /** Estimated tokens of a chunk, 10 to 5000; 100 unless set (the runbook's figure). */
        public Builder chunkTokens(int tokens) {
            chunkTokens = tokens;
            firstChunkTokens = Math.min(firstChunkTokens, tokens);
            return this;
        }

        /** Estimated tokens of the first chunk of a gated answer; 25 unless set, doubling up to a whole chunk. */
        public Builder firstChunkTokens(int tokens) {
            firstChunkTokens = tokens;
            return this;
        }

        /**
         * Tokens that one check looks at, chunk and context together; what fits a text unit unless set. A window, never an
         * end: text after so many tokens is evaluated like the text before.
         */
        public Builder maxTokensToEvaluate(int tokens) {
            maxTokensToEvaluate = tokens;
            return this;
        }

        /**
         * Sends text to the remote tier before the local tier has passed it, and cancels when that stops the answer: earlier
         * verdicts for more calls, and the service sees text before it is masked. Not so unless set.
         */
        public Builder parallelTiers() {
            parallelTiers = true;
            return this;
        }

        /** Characters of one check when a whole answer is judged, at least 1000; 10,000 (ten text units) unless set. */
        public Builder wholeWindow(int characters) {
            wholeWindow = characters;
            return this;
        }

        /** What one step of the local tier may take before it is counted as over budget; 50 ms (the runbook's) unless set. */
        public Builder budget(Duration newBudget) {
            return budget(LiveSetting.fixed("budget", newBudget));
        }

        /** As {@link #budget(Duration)}, and may change while answers run. */
        public Builder budget(LiveSetting<Duration> setting) {
            budget = setting;
            return this;
        }

        /** How long a gated chunk waits for its verdict; 500 ms unless set. */
        public Builder gatedLimit(Duration limit) {
            return gatedLimit(LiveSetting.fixed("gatedLimit", limit));
        }

        /** As {@link #gatedLimit(Duration)}, and may change while answers run. */
        public Builder gatedLimit(LiveSetting<Duration> setting) {
            gatedLimit = setting;
            return this;
        }

        /** How long a whole answer waits for its verdict, within its deadline; 2 s unless set. */
        public Builder syncLimit(Duration limit) {
            return syncLimit(LiveSetting.fixed("syncLimit", limit));
        }

        /** As {@link #syncLimit(Duration)}, and may change while answers run. */
        public Builder syncLimit(LiveSetting<Duration> setting) {
            syncLimit = setting;
            return this;
        }

        /** After how long a check behind the stream counts as a gap; 10 s unless set. A later verdict still retracts. */
        public Builder asyncLimit(Duration limit) {
            return asyncLimit(LiveSetting.fixed("asyncLimit", limit));
        }

        /** As {@link #asyncLimit(Duration)}, and may change while answers run. */
        public Builder asyncLimit(LiveSetting<Duration> setting) {
            asyncLimit = setting;
            return this;
        }

        /** Told about each answer that is taken away; may be called more than once. */
        public Builder onRemediation(RemediationListener listener) {
            remediation.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Told each answer's final verdict; may be called more than once. */
        public Builder onAnswer(AnswerListener listener) {
            answers.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Builds the guardrail.
         *
         * @throws IllegalArgumentException naming the setting, the rule and the value
         */
        public Guardrails build() {
            var chunks = new GuardrailConfig.ChunkSettings(
                    firstChunkTokens, chunkTokens, wholeWindow, maxTokensToEvaluate, parallelTiers);
            var limits = new GuardrailConfig.Limits(budget, gatedLimit, syncLimit, asyncLimit);
            var told = new GuardrailConfig.Listeners(remediation, answers);
            GuardrailConfig config =
                    new GuardrailConfig(name, intents, remoteFailure, chunks, limits, told, locale, segments, clock);
            ScheduledExecutorService keeper = scheduler == null ? RemoteTier.limitKeeper(name) : scheduler;
            RemoteTier tier = new RemoteTier(remote, share, cache, remoteShadow);
            GuardrailParts parts = GuardrailParts.assemble(policy, config, tier, shadow, registry, keeper);
            return new Guardrails(policy, parts, scheduler == null);
        }
    }
}
