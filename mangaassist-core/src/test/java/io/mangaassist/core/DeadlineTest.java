package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

    private final MockClock clock = new MockClock();

    @Test
    void the_first_token_runs_out_before_the_answer() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(2), Duration.ofSeconds(30), clock);

        clock.add(Duration.ofMillis(1_999));
        assertThat(deadline.isFirstTokenExpired()).isFalse();
        assertThat(deadline.remainingToFirstToken()).isEqualTo(Duration.ofMillis(1));

        clock.add(Duration.ofMillis(2));
        assertThat(deadline.isFirstTokenExpired()).isTrue();
        assertThat(deadline.remainingToFirstToken()).as("never negative").isZero();
        assertThat(deadline.isExpired()).isFalse();
        assertThat(deadline.remainingNanos())
                .isEqualTo(Duration.ofMillis(27_999).toNanos());
    }

    @Test
    void never_does_not_end() {
        clock.add(Duration.ofDays(10_000));

        assertThat(Deadline.never().isExpired()).isFalse();
        assertThat(Deadline.never().remainingNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.never()).hasToString("Deadline{never}");
    }

    @Test
    void a_time_longer_than_the_clock_counts_does_not_overflow() {
        Deadline deadline = Deadline.in(Duration.ofDays(400 * 365L), clock);

        assertThat(deadline.isExpired()).isFalse();
        assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void impossible_times_are_refused_with_rule_and_value() {
        assertThatThrownBy(() -> Deadline.in(Duration.ZERO, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("firstToken must be > 0, was PT0S");
        assertThatThrownBy(() -> Deadline.in(Duration.ofSeconds(3), Duration.ofSeconds(2), clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("firstToken must be <= total (PT2S), was PT3S");
    }
}
