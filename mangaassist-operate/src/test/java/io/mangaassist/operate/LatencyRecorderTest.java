package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyRecorderTest {

    private final MockClock clock = new MockClock();
    private final LatencyRecorder recorder =
            LatencyRecorder.create(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"), clock);

    @Test
    void segments_that_are_timed_anywhere_arrive_through_the_registry() {
        CompositeMeterRegistry all = new CompositeMeterRegistry(clock);
        all.add(recorder.registry());
        Segments segments = Segments.builder(all).clock(clock).build();
        for (int millis = 1; millis <= 100; millis++) {
            var timer = segments.start(Segment.VECTOR_SEARCH);
            clock.add(Duration.ofMillis(millis));
            timer.stop(Outcome.SUCCESS);
        }
        all.counter("something.else").increment();

        LatencySnapshot snapshot = recorder.snapshot();

        assertThat(snapshot.count(Segment.VECTOR_SEARCH)).isEqualTo(100);
        assertThat(snapshot.percentile(Segment.VECTOR_SEARCH, 95))
                .hasValueSatisfying(p95 -> assertThat(p95).isCloseTo(Duration.ofMillis(95), Duration.ofNanos(95_000)));
        assertThat(snapshot.availabilityZone()).isEqualTo("ap-northeast-1a");
        assertThat(recorder.registry().getMeters())
                .as("the recorder's registry keeps segments alone")
                .allSatisfy(meter -> assertThat(meter.getId().getName()).isEqualTo("mangaassist.segment"));
    }

    @Test
    void each_snapshot_tells_what_came_since_the_last() {
        recorder.record(Segment.REQUEST, Outcome.SUCCESS, Duration.ofMillis(5));
        LatencySnapshot first = recorder.snapshot();
        clock.add(Duration.ofHours(1));
        recorder.record(Segment.REQUEST, Outcome.SUCCESS, Duration.ofMillis(7));
        LatencySnapshot second = recorder.snapshot();

        assertThat(first.count(Segment.REQUEST)).isEqualTo(1);
        assertThat(second.count(Segment.REQUEST)).isEqualTo(1);
        assertThat(second.from()).isEqualTo(first.to());
        assertThat(recorder.snapshot().segments()).isEmpty();
    }

    @Test
    void what_was_rejected_or_cancelled_is_counted_without_a_duration() {
        recorder.record(Segment.BEDROCK_INVOKE, Outcome.SUCCESS, Duration.ofMillis(800));
        recorder.record(Segment.BEDROCK_INVOKE, Outcome.REJECTED, Duration.ZERO);
        recorder.record(Segment.BEDROCK_INVOKE, Outcome.CANCELLED, Duration.ofMillis(1));
        recorder.record(Segment.BEDROCK_INVOKE, Outcome.THROTTLED, Duration.ofMillis(30));

        LatencySnapshot snapshot = recorder.snapshot();

        assertThat(snapshot.count(Segment.BEDROCK_INVOKE)).isEqualTo(2);
        assertThat(snapshot.outcome(Segment.BEDROCK_INVOKE, Outcome.REJECTED)).isEqualTo(1);
        assertThat(snapshot.outcome(Segment.BEDROCK_INVOKE, Outcome.THROTTLED)).isEqualTo(1);
    }

    @Test
    void durations_beyond_the_range_count_as_its_end() {
        recorder.record(Segment.REQUEST, Outcome.SUCCESS, Duration.ofHours(3));
        recorder.record(Segment.REQUEST, Outcome.SUCCESS, Duration.ofNanos(-5));

        assertThat(recorder.snapshot().percentile(Segment.REQUEST, 100))
                .hasValueSatisfying(
                        longest -> assertThat(longest).isCloseTo(Duration.ofMinutes(10), Duration.ofSeconds(1)));
    }

    @Test
    void a_joined_percentile_is_that_of_all_samples_and_no_average() {
        LatencySnapshot quick =
                Latencies.seeded(1).with(Segment.REQUEST, 100, 1, 900).taken();
        LatencySnapshot slow =
                Latencies.seeded(2).with(Segment.REQUEST, 1_000, 1, 100).taken();

        LatencySnapshot joined = LatencySnapshot.join(List.of(quick, slow));

        assertThat(joined.count(Segment.REQUEST)).isEqualTo(1_000);
        assertThat(joined.millis(Segment.REQUEST, 50).orElse(0)).isCloseTo(100, within(3.0));
        assertThat(joined.millis(Segment.REQUEST, 95).orElse(0))
                .as("an average of the two would be about 550")
                .isCloseTo(1_000, within(5.0));
    }

    @Test
    void percentiles_that_somebody_else_worked_out_do_not_join() {
        LatencySnapshot one =
                Latencies.seeded(1).percentiles(Segment.REQUEST, 100, 200, 900).taken();
        LatencySnapshot other =
                Latencies.seeded(1).percentiles(Segment.REQUEST, 100, 900, 900).taken();

        LatencySnapshot joined = LatencySnapshot.join(List.of(one, other));

        assertThat(joined.count(Segment.REQUEST)).isEqualTo(1_800);
        assertThat(joined.percentile(Segment.REQUEST, 95)).isEmpty();
    }

    @Test
    void a_registry_gives_percentiles_only_where_it_has_them() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Segments.of(registry).start(Segment.REQUEST).stop(Outcome.SUCCESS);
        Timer.Builder published = Timer.builder("mangaassist.segment").publishPercentiles(0.5, 0.95);
        Timer timer = published
                .tags("name", "x", "segment", "vector-search", "outcome", "success")
                .register(registry);
        for (int i = 0; i < 300; i++) {
            timer.record(Duration.ofMillis(60));
        }

        LatencySnapshot snapshot = LatencySnapshot.of(registry, Latencies.TUESDAY);

        assertThat(snapshot.count(Segment.REQUEST)).isEqualTo(1);
        assertThat(snapshot.percentile(Segment.REQUEST, 95)).isEmpty();
        assertThat(snapshot.millis(Segment.VECTOR_SEARCH, 95).orElse(0)).isCloseTo(60, within(5.0));
    }
}
