package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

final class PollScheduleTest {

    @Test
    void pauses_double_with_each_failure_up_to_the_longest() {
        try (PollSchedule middle = schedule(() -> 0.5)) {
            assertThat(middle.pauseAfter(0)).isEqualTo(Duration.ofSeconds(20));
            assertThat(middle.pauseAfter(1)).isEqualTo(Duration.ofSeconds(40));
            assertThat(middle.pauseAfter(3)).isEqualTo(Duration.ofSeconds(160));
            assertThat(middle.pauseAfter(4)).isEqualTo(Duration.ofMinutes(5));
            assertThat(middle.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void a_fleet_that_starts_at_once_does_not_poll_at_once() {
        try (PollSchedule early = schedule(() -> 0.0);
                PollSchedule late = schedule(() -> 1.0)) {
            assertThat(early.pauseAfter(0)).isEqualTo(Duration.ofSeconds(16));
            assertThat(late.pauseAfter(0)).isEqualTo(Duration.ofSeconds(24));
        }
    }

    private static PollSchedule schedule(DoubleSupplier random) {
        var config = new PollSchedule.Config(Duration.ofSeconds(20), Duration.ofMinutes(5), random, null);
        return new PollSchedule(config, () -> CompletableFuture.completedFuture(true));
    }
}
