package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import io.mangaassist.core.DrainingCloseable;
import io.mangaassist.core.NettyVersions;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * A pool of permits for Bedrock models with a ladder to fall back on. It hands out clients of the SDK's own types: a
 * request for the model of a rung takes a permit there, waits for one only while that is worth it, and otherwise goes on
 * to the next rung, then to the degraded answer, then fails with one {@link PoolException}. Requests for other models pass
 * through, unpooled and counted.
 *
 * <pre>{@code
 * BedrockPool pool = BedrockPool.builder()
 *         .rung(BedrockRung.of("sonnet", "jp.anthropic.claude-sonnet-4-5-20250929-v1:0", sonnet).permits(196))
 *         .rung(BedrockRung.of("haiku", "jp.anthropic.claude-haiku-4-5-20251001-v1:0", haiku).permits(73))
 *         .degraded("We are very busy. Please ask again in a minute.")
 *         .build();
 * BedrockRuntimeAsyncClient client = pool.asyncClient();
 * }</pre>
 *
 * <p>Thread-safe. Nothing but the blocking client and {@code close} blocks; failures come through the futures and stream
 * handlers. A stream is delivered exactly once: another model is asked only until the first content was shown. The clients
 * of the rungs stay the caller's, who closes them after the pool. Closing a client that the pool handed out does nothing.
 */
public final class BedrockPool implements DrainingCloseable {

    /** A listener for the route of one request, to be put on that request. */
    public static final ExecutionAttribute<RouteListener> ROUTE_LISTENER =
            new ExecutionAttribute<>("MangaAssistRouteListener");

    private final BedrockPoolConfig config;
    private final BedrockPoolParts parts;
    private final BedrockRuntimeAsyncClient asyncClient;
    private final BedrockRuntimeClient client;

    private BedrockPool(BedrockPoolConfig config, BedrockPoolParts parts) {
        this.config = config;
        this.parts = parts;
        BedrockRouter router = parts.router();
        this.asyncClient = BedrockNewerOperations.async(new BedrockAsyncFacade(router), router::delegate);
        this.client = BedrockNewerOperations.sync(new BedrockSyncFacade(asyncClient), asyncClient);
    }

    /** {@return a builder without rungs} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the pool as an asynchronous client, always the same} */
    public BedrockRuntimeAsyncClient asyncClient() {
        return asyncClient;
    }

    /**
     * Returns the pool as a blocking client, for which the caller's thread (a virtual one too) waits. An interrupt cancels
     * the call and is kept.
     *
     * @return the client, always the same
     */
    public BedrockRuntimeClient client() {
        return client;
    }

    /** {@return the state of the rungs at this moment and who has answered so far} */
    public PoolSnapshot snapshot() {
        return parts.ladder().snapshot();
    }

    /** {@inheritDoc} Requests that wait for a permit are refused at once. */
    @Override
    public boolean close(Duration limit) {
        return parts.close(limit);
    }

    @Override
    public void close() {
        close(config.drain());
    }

    @Override
    public String toString() {
        return "BedrockPool{" + config.name() + ", " + parts.ladder().rungs() + "}";
    }

    /** Settings of a pool. Not thread-safe. */
    public static final class Builder {

        /** The promise of the runbooks. */
        private static final Duration FIRST_TOKEN = Duration.ofSeconds(2);
        /** An answer of 1,500 tokens at 50 tokens a second. */
        private static final Duration TOTAL = Duration.ofSeconds(30);

        private final List<BedrockRung> rungs = new ArrayList<>();
        private String name = "default";
        private MeterRegistry meterRegistry = Metrics.globalRegistry;
        private Segments segments = Segments.none();
        private Clock clock = Clock.SYSTEM;
        private RouteListener routeListener = route -> {};
        private PoolWaiting waiting = PoolWaiting.defaults();
        private PoolBreaker breaker = PoolBreaker.defaults();
        private @Nullable Consumer<? super Throwable> leaks;
        private double hedgeShare;
        private boolean routeMetadata;
        private Duration firstTokenTimeout = FIRST_TOKEN;
        private Duration totalTimeout = TOTAL;
        private Duration drain = TOTAL;
        private @Nullable BedrockDegradedAnswer degraded;
        private PlannedEvents events = PlannedEvents.none();
        private @Nullable BedrockWarmUp warmUp;
        private @Nullable ScheduledExecutorService scheduler;
        private @Nullable Executor executor;

        private Builder() {}

        /** Names the pool: the tag {@code name} of its meters. Not blank. */
        public Builder name(String newName) {
            name = newName;
            return this;
        }

        /**
         * Adds a rung below those added before. At least one is needed; their names must differ.
         *
         * @param rung the rung
         * @return this
         */
        public Builder rung(BedrockRung rung) {
            rungs.add(Objects.requireNonNull(rung, "rung"));
            return this;
        }

        /**
         * Sets the answer below the last rung. Default: none, the request fails.
         *
         * @param text what the customer reads
         * @return this
         */
        public Builder degraded(String text) {
            Checks.notBlank("degraded", text);
            return degraded((request, reason) -> Optional.of(text));
        }

        /**
         * Sets what writes the answer below the last rung.
         *
         * @param answer the port
         * @return this
         */
        public Builder degraded(BedrockDegradedAnswer answer) {
            degraded = Objects.requireNonNull(answer, "degraded");
            return this;
        }

        /**
         * Sets how requests wait for permits.
         *
         * @param how the settings
         * @return this
         */
        public Builder waiting(PoolWaiting how) {
            waiting = Objects.requireNonNull(how, "waiting");
            return this;
        }

        /**
         * Sets when the circuit breakers of the rungs open.
         *
         * @param when the settings
         * @return this
         */
        public Builder breaker(PoolBreaker when) {
            breaker = Objects.requireNonNull(when, "breaker");
            return this;
        }

        /**
         * Turns the leak detector on: keeps where each request was made, and tells it when the request's permit has been out
         * for three times the total time. Costs a stack trace for each request. Default: off, and leaks are only counted.
         *
         * @param listener gets a throwable with the stack of the request, once for each leak
         * @return this
         */
        public Builder leakListener(Consumer<? super Throwable> listener) {
            leaks = Objects.requireNonNull(listener, "leakListener");
            return this;
        }

        /**
         * Lets a request that has no first token by its rung's 95th percentile be asked of the next rung too, if a permit
         * is free there. The first content wins, the other call is cancelled. Default: off.
         *
         * @param share part of the requests that may be asked twice, within 0..0.2; 0.05 is usual
         * @return this
         */
        public Builder hedge(double share) {
            hedgeShare = share;
            return this;
        }

        /**
         * Grows the permits of all rungs before planned events. Default: no events.
         *
         * @param plan the events
         * @return this
         */
        public Builder plannedEvents(PlannedEvents plan) {
            events = Objects.requireNonNull(plan, "plannedEvents");
            return this;
        }

        /**
         * Sets the call that keeps connections warm in the last minutes before planned events. Default: none.
         *
         * @param call the port
         * @return this
         */
        public Builder warmUp(BedrockWarmUp call) {
            warmUp = Objects.requireNonNull(call, "warmUp");
            return this;
        }

        /**
         * Adds pool, rung and reason to the {@code requestMetadata} of {@code converse} and {@code converseStream}, from where
         * they go to the account's invocation log. Default: off.
         *
         * @param on whether to add it
         * @return this
         */
        public Builder routeMetadata(boolean on) {
            routeMetadata = on;
            return this;
        }

        /**
         * Sets the time to the first token of requests that bring none of their own. Default 2 s, the promise of the
         * runbooks. When it has passed, the request gets the degraded answer or fails.
         *
         * @param timeout greater than zero, at most the total
         * @return this
         */
        public Builder firstTokenTimeout(Duration timeout) {
            firstTokenTimeout = timeout;
            return this;
        }

        /**
         * Sets the time for whole answers of requests that bring none of their own. Default 30 s.
         *
         * @param timeout greater than zero
         * @return this
         */
        public Builder totalTimeout(Duration timeout) {
            totalTimeout = timeout;
            return this;
        }

        /**
         * Sets how long {@link BedrockPool#close()} waits for running requests. Default 30 s.
         *
         * @param limit zero or more
         * @return this
         */
        public Builder drain(Duration limit) {
            drain = limit;
            return this;
        }

        /**
         * Sets who is told the route of every request. {@link BedrockPool#ROUTE_LISTENER} is for single ones.
         *
         * @param listener the listener
         * @return this
         */
        public Builder routeListener(RouteListener listener) {
            routeListener = Objects.requireNonNull(listener, "routeListener");
            return this;
        }

        /** Sets where meters go; the registry stays the caller's. Default: Micrometer's global one. */
        public Builder meterRegistry(MeterRegistry registry) {
            meterRegistry = Objects.requireNonNull(registry, "meterRegistry");
            return this;
        }

        /** Sets where segments are timed; they stay the caller's. Default: nowhere. */
        public Builder segments(Segments newSegments) {
            segments = Objects.requireNonNull(newSegments, "segments");
            return this;
        }

        /** Sets the clock. Default: the system's. */
        public Builder clock(Clock newClock) {
            clock = Objects.requireNonNull(newClock, "clock");
            return this;
        }

        /** Sets who wakes up waits and deadlines; stays the caller's. Default: a daemon thread of the pool. */
        public Builder scheduler(ScheduledExecutorService newScheduler) {
            scheduler = Objects.requireNonNull(newScheduler, "scheduler");
            return this;
        }

        /**
         * Sets who starts calls that waited; stays the caller's and must not refuse tasks. Default: daemon threads of the
         * pool, one for each processor.
         */
        public Builder executor(Executor newExecutor) {
            executor = Objects.requireNonNull(newExecutor, "executor");
            return this;
        }

        /**
         * Builds the pool.
         *
         * @return the pool, to be closed by the caller
         * @throws IllegalArgumentException if settings are impossible or contradict each other, or if the client of a rung
         *     retries by itself
         */
        public BedrockPool build() {
            BedrockPoolConfig config = new BedrockPoolConfig(
                    name, rungs, waiting, hedgeShare, firstTokenTimeout, totalTimeout, drain, breaker, leaks != null);
            config.rungs().forEach(BedrockRetries::refuse);
            NettyVersions.warnIfMixed();
            BedrockPoolHooks hooks =
                    new BedrockPoolHooks(routeListener, degraded, events, warmUp, routeMetadata, leaks);
            BedrockRecipe recipe = new BedrockRecipe(config, meterRegistry, segments, clock, hooks);
            return new BedrockPool(config, recipe.compose(BedrockPoolThreads.of(name, scheduler, executor)));
        }
    }
}
