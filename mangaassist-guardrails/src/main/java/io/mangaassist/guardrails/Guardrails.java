package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
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
import java.util.concurrent.ConcurrentHashMap;
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
     * and as the last event the verdict with its certificate, for which it waits. It can be subscribed to once for each
     * subscription that {@code source} allows. Cancelling it cancels the source; text already shown is evaluated to its
     * end all the same. An error of the source is passed on after the text that could be shown; the verdict then goes to the
     * {@link AnswerListener} alone.
     */
    public Publisher<GuardedEvent> guard(Publisher<? extends CharSequence> source, AnswerContext context) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(context, "context");
        return new GuardPublisher(this, source, context);
    }

    /** A session without threads; its caller keeps the time limits and calls the remote tier. */
    public GuardrailSession session(AnswerContext context) {
        return new GuardrailSession(plan(context));
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
        return new Answer(parts, context, plan(context), output);
    }

    private SessionPlan plan(AnswerContext context) {
        GuardrailConfig config = parts.config();
        Locale locale = context.locale() == null ? config.locale() : context.locale();
        return new SessionPlan(
                policy,
                mode(context.intent()),
                parts.remote() != null,
                config.remoteFailure(),
                config.chunks().plan(parts.calibration().tokensPerEstimate(context.model())),
                config.chunks().parallelTiers(),
                context.correlationId(),
                policy.replacement(locale));
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
        private FailureMode remoteFailure = FailureMode.CLOSED;
        private Locale locale = Locale.ENGLISH;
        private int chunkTokens = 100;
        private int firstChunkTokens = 25;
        private int wholeWindow = 10_000;
        private int maxTokensToEvaluate = Integer.MAX_VALUE;
        private boolean parallelTiers;
        private Duration budget = Duration.ofMillis(50);
        private Duration gatedLimit = Duration.ofMillis(500);
        private Duration syncLimit = Duration.ofSeconds(2);
        private Duration asyncLimit = Duration.ofSeconds(10);

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
            share = new RemoteGovernor.Share(
                    Checks.positive("callsPerSecond", callsPerSecond),
                    Checks.positive("textUnitsPerSecond", textUnitsPerSecond));
            return this;
        }

        /** Remembers so many verdicts so long, by a hash of the folded text; none unless set. */
        public Builder verdictCache(int entries, Duration timeToLive) {
            cache = new CachedVerdicts(entries, timeToLive);
            return this;
        }

        /**
         * Tries a candidate's local rules beside the enforced ones, without any effect on answers; none unless set.
         *
         * @param sample share of answers it is tried on, above 0 and at most 1
         * @param p95Budget local time per answer over which the trial ends by itself
         */
        public Builder shadow(GuardPolicy candidate, double sample, Duration p95Budget) {
            shadow = new ShadowSettings(candidate, sample, p95Budget);
            return this;
        }

        /**
         * What a gated answer does when a check failed or was late; {@link FailureMode#CLOSED} unless set. SYNC is always
         * closed, ASYNC always goes on and is not clean.
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
         * Sends text to the remote tier as it arrives, before the local tier has passed it, and cancels when the local tier
         * stops the answer: earlier verdicts for more calls, and the service sees text before it is masked. Not so unless
         * set.
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
            budget = newBudget;
            return this;
        }

        /** How long a gated chunk waits for its verdict; 500 ms unless set. */
        public Builder gatedLimit(Duration limit) {
            gatedLimit = limit;
            return this;
        }

        /** How long a whole answer waits for its verdict, within its deadline; 2 s unless set. */
        public Builder syncLimit(Duration limit) {
            syncLimit = limit;
            return this;
        }

        /** After how long a check behind the stream counts as a gap; 10 s unless set. A later verdict still retracts. */
        public Builder asyncLimit(Duration limit) {
            asyncLimit = limit;
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
            GuardrailConfig config = new GuardrailConfig(
                    name,
                    intents,
                    remoteFailure,
                    new GuardrailConfig.ChunkSettings(
                            firstChunkTokens, chunkTokens, wholeWindow, maxTokensToEvaluate, parallelTiers),
                    new GuardrailConfig.Limits(budget, gatedLimit, syncLimit, asyncLimit),
                    new GuardrailConfig.Listeners(remediation, answers),
                    locale,
                    segments,
                    clock);
            GuardrailMeters meters =
                    new GuardrailMeters(registry, name, policy.rules().size());
            ScheduledExecutorService keeper = scheduler == null ? RemoteTier.limitKeeper(name) : scheduler;
            GuardrailParts parts = new GuardrailParts(
                    config,
                    meters,
                    new GuardrailCounts(),
                    new TokenCalibration(),
                    new RemoteTier(remote, share, cache).assemble(policy, config.clock(), meters, keeper),
                    shadow == null ? null : new Shadow(shadow, clock, meters::shadowDisagreed),
                    keeper,
                    ConcurrentHashMap.newKeySet());
            return new Guardrails(policy, parts, scheduler == null);
        }
    }
}
