package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.dns.ServerHealth.Standing;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ServerHealthTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final ServerHealth health = new ServerHealth();

    @Test
    void the_hedge_delay_is_the_95th_percentile_within_80_and_300_ms() {
        for (int i = 0; i < 64; i++) {
            health.record(Verdict.ACCEPTED, 5 * MILLI, 0);
        }
        assertThat(health.hedgeDelay()).isEqualTo(80 * MILLI);
        for (int i = 0; i < 4; i++) {
            health.record(Verdict.ACCEPTED, 150 * MILLI, 0);
        }
        assertThat(health.hedgeDelay()).as("four of 64 are more than 5 %").isEqualTo(150 * MILLI);
        for (int i = 0; i < 4; i++) {
            health.record(Verdict.TIMEOUT, 400 * MILLI, 0);
        }
        assertThat(health.hedgeDelay()).isEqualTo(300 * MILLI);
    }

    @Test
    void three_faults_in_a_row_open_the_breaker_for_five_seconds() {
        health.record(Verdict.TIMEOUT, MILLI, 0);
        health.record(Verdict.REJECTED, MILLI, 0);
        health.record(Verdict.NXDOMAIN, MILLI, 0);
        health.record(Verdict.TIMEOUT, MILLI, 0);
        health.record(Verdict.SERVFAIL, MILLI, 0);
        assertThat(health.admit(0)).as("a sound answer lay between").isEqualTo(Standing.CLOSED);
        health.record(Verdict.MALFORMED, MILLI, 0);
        assertThat(health.admit(ServerHealth.OPEN_NANOS - 1)).isEqualTo(Standing.OPEN);
    }

    @Test
    void an_open_breaker_lets_one_probe_through_every_five_seconds_until_an_answer_is_sound() {
        for (int i = 0; i < ServerHealth.FAULTS_TO_OPEN; i++) {
            health.record(Verdict.TIMEOUT, MILLI, 0);
        }
        long now = ServerHealth.OPEN_NANOS;
        assertThat(health.admit(now)).isEqualTo(Standing.PROBE);
        assertThat(health.admit(now + 1)).as("one at a time").isEqualTo(Standing.OPEN);
        health.record(Verdict.TIMEOUT, MILLI, now + 2);
        assertThat(health.admit(now + 1 + ServerHealth.OPEN_NANOS))
                .as("a failed probe starts the wait anew")
                .isEqualTo(Standing.OPEN);
        assertThat(health.admit(now + 2 + ServerHealth.OPEN_NANOS)).isEqualTo(Standing.PROBE);
        assertThat(health.isOpen()).as("nothing sound yet").isTrue();
        health.record(Verdict.FILTERED, MILLI, now);
        assertThat(health.admit(now)).isEqualTo(Standing.CLOSED);
    }

    @Test
    void ten_hedges_are_saved_up_and_then_every_tenth_query_earns_one() {
        HedgeBudget budget = new HedgeBudget();
        for (int i = 0; i < 10; i++) {
            assertThat(budget.spend()).isTrue();
        }
        assertThat(budget.spend()).isFalse();
        for (int i = 0; i < 9; i++) {
            budget.earn();
        }
        assertThat(budget.spend()).isFalse();
        budget.earn();
        assertThat(budget.spend()).isTrue();
    }
}
