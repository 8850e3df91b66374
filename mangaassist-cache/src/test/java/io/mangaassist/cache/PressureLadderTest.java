package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PressureLadderTest {

    private static final PressureConfig CONFIG =
            new PressureConfig(0.75, 0.85, 0.92, 600, Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final PressureLadder ladder = new PressureLadder(CONFIG);

    @ParameterizedTest
    @CsvSource({"0.74,0,NORMAL", "0.75,0,ELEVATED", "0.85,0,HIGH", "0.92,0,CRITICAL", "0.10,601,CRITICAL"})
    void each_step_begins_at_its_share(double share, double evictions, PressureState expected) {
        assertThat(ladder.step(true, share, evictions)).isEqualTo(expected);
    }

    @Test
    void a_state_is_left_only_five_points_below_its_step() {
        assertThat(ladder.step(true, 0.86, 0)).isEqualTo(PressureState.HIGH);
        assertThat(ladder.step(true, 0.81, 0)).as("just below").isEqualTo(PressureState.HIGH);
        assertThat(ladder.step(true, 0.79, 0)).as("clearly below").isEqualTo(PressureState.ELEVATED);
        assertThat(ladder.step(true, 0.50, 0)).isEqualTo(PressureState.NORMAL);
    }

    @Test
    void without_a_limit_there_is_no_share_but_evictions_count() {
        assertThat(ladder.step(false, 0, 0)).isEqualTo(PressureState.UNBOUNDED);
        assertThat(ladder.step(false, 0, 700)).isEqualTo(PressureState.CRITICAL);
        assertThat(ladder.step(false, 0, 0)).isEqualTo(PressureState.UNBOUNDED);
        assertThat(ladder.step(true, 0.80, 0)).as("a limit was set").isEqualTo(PressureState.ELEVATED);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL,0.5,1800",
        "UNBOUNDED,0,1800",
        "ELEVATED,0.75,1800",
        "ELEVATED,0.80,1050",
        "HIGH,0.86,300",
        "CRITICAL,0.95,300"
    })
    void lives_shorten_step_by_step_down_to_the_floor(PressureState state, double share, long seconds) {
        Duration wanted = Duration.ofMinutes(30);

        assertThat(CONFIG.ttl(state, share, wanted)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_life_shorter_than_the_floor_stays() {
        assertThat(CONFIG.ttl(PressureState.HIGH, 0.9, Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void steps_must_rise() {
        assertThatThrownBy(() -> new PressureConfig(0.9, 0.85, 0.92, 600, Duration.ofSeconds(5), Duration.ofMinutes(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("elevated must be > 0 and < high (0.85), was 0.9");
    }
}
