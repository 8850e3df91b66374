package io.mangaassist.core;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times the parts of a request: one Micrometer timer for each segment and outcome, and a span when the application
 * gives its tracing handler.
 *
 * <pre>{@code
 * Segments segments = Segments.of(registry);
 * SearchResult found = segments.time(Segment.VECTOR_SEARCH, () -> index.search(question));
 * CompletableFuture<Session> session = segments.timeAsync(Segment.DYNAMO_SESSION, () -> sessions.load(id));
 * }</pre>
 *
 * <p>Spans come from an observation registry of its own that knows the tracing handler only, so that nothing is timed
 * twice. Thread-safe; no method blocks; a broken meter or handler never reaches the caller. {@link #close()} removes
 * the meters.
 */
public final class Segments implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final Segments NONE = new Segments(Clock.SYSTEM, null, null);

    private final Clock clock;
    private final @Nullable SegmentMeters meters;
    private final @Nullable SegmentSpans spans;

    private Segments(Clock clock, @Nullable SegmentMeters meters, @Nullable SegmentSpans spans) {
        this.clock = clock;
        this.meters = meters;
        this.spans = spans;
    }

    /**
     * Returns segments with timers in the given registry and without spans.
     *
     * @param registry where the timers go
     * @return the segments, to be closed by the caller
     */
    public static Segments of(MeterRegistry registry) {
        return builder(registry).build();
    }

    /**
     * Returns a builder.
     *
     * @param registry where the timers go
     * @return the builder
     */
    public static Builder builder(MeterRegistry registry) {
        return new Builder(registry);
    }

    /**
     * Returns the segments that measure nothing.
     *
     * @return the one instance; closing it does nothing
     */
    public static Segments none() {
        return NONE;
    }

    /**
     * Starts to measure. The measurement counts when it is stopped.
     *
     * @param segment what is measured
     * @return the running measurement
     */
    public SegmentTimer start(Segment segment) {
        if (meters == null) {
            return SegmentTimer.NONE;
        }
        try {
            return new SegmentTimer(clock, meters.of(segment), spans == null ? null : spans.start(segment));
        } catch (RuntimeException broken) {
            // A registry that refuses a meter costs the measurement, not the work.
            Guard.safely(LOG, "The meter of a segment", () -> {
                throw broken;
            });
            return SegmentTimer.NONE;
        }
    }

    /**
     * Measures blocking work on the calling thread. What the work throws is passed on.
     *
     * @param segment what is measured
     * @param work the work
     * @param <T> the type of its result
     * @return its result
     */
    public <T extends @Nullable Object> T time(Segment segment, Supplier<T> work) {
        SegmentTimer timer = start(segment);
        try (SegmentSpans.Scope scope = SegmentSpans.open(timer)) {
            T result = work.get();
            timer.stop(Outcome.SUCCESS);
            return result;
        } catch (Throwable failure) {
            timer.stop(Outcomes.of(failure));
            throw failure;
        }
    }

    /**
     * Measures asynchronous work from the call to its completion.
     *
     * @param segment what is measured
     * @param work starts the work; what it throws fails the returned future
     * @param <T> the type of its result
     * @return completes as the work does; cancelling it does not reach the work
     */
    public <T extends @Nullable Object> CompletableFuture<T> timeAsync(
            Segment segment, Supplier<? extends CompletionStage<T>> work) {
        SegmentTimer timer = start(segment);
        CompletableFuture<T> result = new CompletableFuture<>();
        try (SegmentSpans.Scope scope = SegmentSpans.open(timer)) {
            work.get().whenComplete((value, failure) -> {
                timer.stop(failure == null ? Outcome.SUCCESS : Outcomes.of(failure));
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        } catch (Throwable failure) {
            timer.stop(Outcomes.of(failure));
            result.completeExceptionally(failure);
            if (failure instanceof Error error) {
                throw error;
            }
        }
        return result;
    }

    /**
     * Measures each subscription of a publisher, from subscribing to its terminal signal or cancellation.
     *
     * @param segment what is measured
     * @param source the publisher
     * @param <T> the type of its elements
     * @return the measured publisher
     */
    public <T> Publisher<T> timePublisher(Segment segment, Publisher<T> source) {
        return meters == null ? source : new TimedPublisher<>(this, segment, source);
    }

    /**
     * Records what was measured elsewhere, or worked out; it makes no span. Never throws; a negative duration, which clocks
     * of two machines may give, is not recorded.
     *
     * @param segment what was measured
     * @param took how long it took
     * @param outcome how it ended
     */
    public void record(Segment segment, Duration took, Outcome outcome) {
        if (meters == null || took.isNegative()) {
            return;
        }
        try {
            meters.of(segment)[outcome.ordinal()].record(took);
        } catch (RuntimeException broken) {
            Guard.safely(LOG, "The meter of a segment", () -> {
                throw broken;
            });
        }
    }

    /** Removes the meters. Measurements still running are lost. May be called twice. */
    @Override
    public void close() {
        if (meters != null) {
            meters.close();
        }
    }

    /** Settings of {@link Segments}. Not thread-safe. */
    public static final class Builder {

        private final MeterRegistry registry;
        private final List<Segment> preRegistered = new ArrayList<>();
        private String name = "default";
        private Clock clock = Clock.SYSTEM;
        private @Nullable ObservationHandler<Observation.Context> tracing;
        private Supplier<TaskPlacement> placement = TaskPlacement::unknown;

        private Builder(MeterRegistry registry) {
            this.registry = registry;
        }

        /**
         * Sets the value of the meter tag {@code name}, {@code default} unless set.
         *
         * @param newName not blank
         * @return this builder
         */
        public Builder name(String newName) {
            this.name = Checks.notBlank("name", newName);
            return this;
        }

        /**
         * Sets the clock, the system's unless set.
         *
         * @param newClock its monotonic time is read
         * @return this builder
         */
        public Builder clock(Clock newClock) {
            this.clock = newClock;
            return this;
        }

        /**
         * Makes a span of every measurement.
         *
         * @param handler Micrometer Tracing's {@code DefaultTracingObservationHandler} or another that makes spans; a
         *     handler that makes timers would count everything twice
         * @return this builder
         */
        public Builder tracing(ObservationHandler<Observation.Context> handler) {
            this.tracing = handler;
            return this;
        }

        /**
         * Tells where the task runs; its availability zone stands on every span as {@code availability_zone}.
         *
         * @param newPlacement asked at each span, must not block
         * @return this builder
         */
        public Builder placement(Supplier<TaskPlacement> newPlacement) {
            this.placement = newPlacement;
            return this;
        }

        /**
         * Registers the timers of these segments at once instead of at their first use.
         *
         * @param segments the segments
         * @return this builder
         */
        public Builder preRegister(Segment... segments) {
            preRegistered.addAll(List.of(segments));
            return this;
        }

        /**
         * Registers the meters.
         *
         * @return the segments, to be closed by the caller
         */
        public Segments build() {
            SegmentMeters meters = new SegmentMeters(InstanceMeters.create(registry, "segments", name));
            preRegistered.forEach(meters::of);
            return new Segments(clock, meters, tracing == null ? null : new SegmentSpans(tracing, placement));
        }
    }
}
