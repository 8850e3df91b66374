package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

final class SegmentsTest {

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final Segments segments = Segments.builder(registry).clock(clock).build();

    @Test
    void blocking_work_is_timed_with_its_outcome() {
        String result = segments.time(Segment.VECTOR_SEARCH, () -> {
            clock.add(Duration.ofMillis(60));
            return "found";
        });

        assertThat(result).isEqualTo("found");
        assertThat(timer(Segment.VECTOR_SEARCH, Outcome.SUCCESS).totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(60);
    }

    @Test
    void what_blocking_work_throws_is_passed_on_and_counted_as_error() {
        assertThatThrownBy(() -> segments.time(Segment.VECTOR_SEARCH, () -> {
                    throw new IllegalStateException("index");
                }))
                .hasMessage("index");
        assertThat(timer(Segment.VECTOR_SEARCH, Outcome.ERROR).count()).isOne();
    }

    @Test
    void asynchronous_work_is_timed_until_it_completes() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> timed = segments.timeAsync(Segment.DYNAMO_SESSION, () -> work);

        clock.add(Duration.ofMillis(6));
        assertThat(timed).isNotDone();
        work.complete("session");

        assertThat(timed).isCompletedWithValue("session");
        assertThat(timer(Segment.DYNAMO_SESSION, Outcome.SUCCESS).totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(6);
    }

    @Test
    void a_cancelled_future_and_a_time_out_are_told_apart() {
        assertThat(failing(new CancellationException())).isCompletedExceptionally();
        assertThat(failing(new TimeoutException())).isCompletedExceptionally();

        assertThat(timer(Segment.DYNAMO_SESSION, Outcome.CANCELLED).count()).isOne();
        assertThat(timer(Segment.DYNAMO_SESSION, Outcome.TIMEOUT).count()).isOne();
    }

    @Test
    void work_that_throws_instead_of_failing_its_future_fails_ours() {
        CompletableFuture<String> timed = segments.timeAsync(Segment.DYNAMO_SESSION, () -> {
            throw new IllegalStateException("at the door");
        });

        assertThat(timed).isCompletedExceptionally();
        assertThat(timer(Segment.DYNAMO_SESSION, Outcome.ERROR).count()).isOne();
    }

    @Test
    void a_stream_is_timed_to_its_end_or_to_its_cancellation() {
        Pipe pipe = new Pipe();
        segments.timePublisher(Segment.REQUEST_STREAM, pipe).subscribe(new Requesting());
        clock.add(Duration.ofSeconds(1));
        pipe.subscriber().onComplete();
        assertThat(timer(Segment.REQUEST_STREAM, Outcome.SUCCESS).totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);

        Requesting leaving = new Requesting();
        segments.timePublisher(Segment.REQUEST_STREAM, pipe).subscribe(leaving);
        leaving.subscription().cancel();
        assertThat(timer(Segment.REQUEST_STREAM, Outcome.CANCELLED).count()).isOne();
    }

    @Test
    void only_the_first_stop_counts() {
        SegmentTimer timer = segments.start(Segment.REQUEST);
        timer.stop(Outcome.TIMEOUT);
        timer.stop(Outcome.SUCCESS);

        assertThat(timer(Segment.REQUEST, Outcome.TIMEOUT).count()).isOne();
        assertThat(timer(Segment.REQUEST, Outcome.SUCCESS).count()).isZero();
    }

    @Test
    void a_span_is_made_for_tracing_and_nothing_is_timed_twice() {
        SimpleTracer tracer = new SimpleTracer();
        Segments traced = Segments.builder(registry)
                .name("traced")
                .clock(clock)
                .tracing(new DefaultTracingObservationHandler(tracer))
                .placement(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"))
                .build();

        traced.time(Segment.REQUEST, () -> traced.time(Segment.VECTOR_SEARCH, () -> "found"));

        assertThat(tracer.getSpans()).extracting(span -> span.getName()).containsExactly("request", "vector-search");
        assertThat(tracer.getSpans().peekLast().getTags())
                .containsEntry("availability_zone", "ap-northeast-1a")
                .containsEntry("outcome", "success");
        assertThat(tracer.getSpans().peekLast().context().parentId())
                .as("the inner span is a child of the outer")
                .isEqualTo(tracer.getSpans().peekFirst().context().spanId());
        assertThat(registry.find("mangaassist.segment").tag("name", "traced").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(2);
        assertThat(registry.find("mangaassist.segment.active").meters()).isEmpty();
    }

    @Test
    void a_tracing_handler_that_throws_does_not_break_the_work() {
        ObservationHandler<Observation.Context> broken = new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStart(Observation.Context context) {
                throw new IllegalStateException("tracer");
            }
        };
        Segments traced =
                Segments.builder(registry).name("broken").tracing(broken).build();

        assertThat(traced.<String>time(Segment.REQUEST, () -> "answered")).isEqualTo("answered");
    }

    @Test
    void what_was_measured_elsewhere_is_recorded_unless_it_is_negative() {
        segments.record(Segment.NETWORK_TRANSIT, Duration.ofMillis(12), Outcome.SUCCESS);
        segments.record(Segment.NETWORK_TRANSIT, Duration.ofMillis(-1), Outcome.SUCCESS);
        Segments.none().record(Segment.NETWORK_TRANSIT, Duration.ofMillis(12), Outcome.SUCCESS);

        assertThat(timer(Segment.NETWORK_TRANSIT, Outcome.SUCCESS).count()).isOne();
        assertThat(timer(Segment.NETWORK_TRANSIT, Outcome.SUCCESS).totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(12);
    }

    @Test
    void a_registry_that_refuses_meters_does_not_break_the_work() {
        SimpleMeterRegistry refusing = new SimpleMeterRegistry() {
            @Override
            protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
                throw new IllegalStateException("registry");
            }
        };
        Segments ours = Segments.of(refusing);

        assertThat(ours.<String>time(Segment.REQUEST, () -> "answered")).isEqualTo("answered");
        assertThat(ours.timeAsync(Segment.REQUEST, () -> CompletableFuture.completedFuture("answered")))
                .isCompletedWithValue("answered");
    }

    @Test
    void none_measures_nothing() {
        Segments.none().start(Segment.REQUEST).stop(Outcome.SUCCESS);

        assertThat(Segments.none().<String>time(Segment.REQUEST, () -> "answered"))
                .isEqualTo("answered");
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void names_that_are_no_tag_values_are_refused() {
        assertThat(Segment.of("my-search")).isEqualTo(Segment.of("my-search")).hasToString("my-search");
        assertThatThrownBy(() -> Segment.of("My Search"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segment must be of the form [a-z][a-z0-9-]{0,39}, was 'My Search'");
    }

    private CompletableFuture<String> failing(Exception failure) {
        return segments.timeAsync(Segment.DYNAMO_SESSION, () -> CompletableFuture.failedFuture(failure));
    }

    private Timer timer(Segment segment, Outcome outcome) {
        return registry.get("mangaassist.segment")
                .tags("segment", segment.name(), "outcome", outcome.tag())
                .timer();
    }

    /** A publisher whose subscriber the test holds. */
    private static final class Pipe implements Publisher<String> {

        private final List<Subscriber<? super String>> subscribers = new ArrayList<>();

        @Override
        public void subscribe(Subscriber<? super String> subscriber) {
            subscribers.add(subscriber);
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
        }

        Subscriber<? super String> subscriber() {
            return subscribers.get(subscribers.size() - 1);
        }
    }

    private static final class Requesting implements Subscriber<String> {

        private final List<Subscription> subscriptions = new ArrayList<>();

        Subscription subscription() {
            return subscriptions.get(0);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscriptions.add(subscription);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String element) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
