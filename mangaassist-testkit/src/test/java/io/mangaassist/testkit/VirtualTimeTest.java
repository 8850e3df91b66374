package io.mangaassist.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

final class VirtualTimeTest {
    private final VirtualTime time = VirtualTime.start();
    private final ScheduledExecutorService scheduler = time.scheduler();
    private final List<String> log = new ArrayList<>();

    private Runnable note(String what) {
        return () -> log.add(what + "@" + time.elapsed().toSeconds());
    }

    @Test
    void due_tasks_run_in_order_each_at_its_own_moment() {
        Future<?> later = scheduler.schedule(note("later"), 5, SECONDS);
        Future<?> sooner = scheduler.schedule(note("sooner"), 2, SECONDS);
        Future<?> twin = scheduler.schedule(note("twin"), 2, SECONDS);

        time.advance(Duration.ofSeconds(4));
        assertThat(log).containsExactly("sooner@2", "twin@2");
        assertThat(later).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("sooner@2", "twin@2", "later@5");
        assertThat(List.of(sooner, twin, later)).allMatch(Future::isDone);
    }

    @Test
    void a_periodic_task_runs_once_per_period_until_it_is_cancelled() {
        Future<?> tick = scheduler.scheduleAtFixedRate(note("tick"), 1, 2, SECONDS);
        time.advance(Duration.ofSeconds(6));
        assertThat(log).containsExactly("tick@1", "tick@3", "tick@5");

        assertThat(tick.cancel(false)).isTrue();
        assertThat(time.pending()).isZero();
        time.advance(Duration.ofSeconds(10));
        assertThat(log).hasSize(3);
    }

    @Test
    void a_task_may_schedule_more_and_that_runs_in_the_same_advance() {
        scheduler.execute(() -> {
            Future<?> next = scheduler.schedule(note("next"), 1, SECONDS);
            assertThat(next).isNotDone();
        });
        assertThat(log).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("next@1");
    }

    @Test
    void both_readings_of_the_clock_move_together() {
        long wall = time.clock().wallTime();
        long monotonic = time.clock().monotonicTime();
        time.advance(Duration.ofMillis(1_500));
        assertThat(time.clock().wallTime() - wall).isEqualTo(1_500);
        assertThat(time.clock().monotonicTime() - monotonic).isEqualTo(1_500_000_000);
    }

    @Test
    void what_an_executed_task_throws_is_seen_and_what_a_future_holds_stays_there() {
        Future<?> kept = scheduler.submit(() -> {
            throw new IllegalStateException("kept");
        });
        Future<?> timed = scheduler.schedule(
                () -> {
                    throw new IllegalStateException("kept");
                },
                1,
                SECONDS);
        time.advance(Duration.ofSeconds(1));
        assertThat(kept).isDone();
        assertThatThrownBy(timed::get).hasRootCauseMessage("kept");

        scheduler.execute(() -> {
            throw new IllegalStateException("seen");
        });
        assertThatThrownBy(time::runDue)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("seen");
    }

    @Test
    void after_shutdown_nothing_is_taken_and_nothing_waits() {
        Future<?> waiting = scheduler.schedule(note("never"), 1, SECONDS);
        assertThat(scheduler.shutdownNow()).hasSize(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(log).isEmpty();
        assertThat(waiting).isNotDone();
        assertThatThrownBy(() -> scheduler.execute(note("late"))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void time_does_not_run_backwards() {
        assertThatThrownBy(() -> time.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("duration must be >= 0, was PT-0.001S");
    }
}
