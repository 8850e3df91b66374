package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.FIRST;
import static io.mangaassist.dns.Rig.HOST;
import static io.mangaassist.dns.Rig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    void three_faults_in_a_row_are_too_many_for_five_seconds() {
        health.record(Verdict.TIMEOUT, MILLI, 0);
        health.record(Verdict.REJECTED, MILLI, 0);
        health.record(Verdict.NXDOMAIN, MILLI, 0);
        health.record(Verdict.TIMEOUT, MILLI, 0);
        health.record(Verdict.SERVFAIL, MILLI, 0);
        assertThat(health.isHealthy(0)).as("a sound answer lay between").isTrue();
        health.record(Verdict.MALFORMED, MILLI, 0);
        assertThat(health.isHealthy(ServerHealth.OPEN_NANOS - 1)).isFalse();
        assertThat(health.isHealthy(ServerHealth.OPEN_NANOS)).isTrue();
        health.record(Verdict.TIMEOUT, MILLI, ServerHealth.OPEN_NANOS);
        assertThat(health.isHealthy(ServerHealth.OPEN_NANOS + 1))
                .as("one more fault closes it again")
                .isFalse();
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

    @Test
    void an_unhealthy_server_is_asked_last() {
        try (Rig rig = new Rig(builder -> builder.nameServers(FIRST, SECOND)).know(HOST, "10.0.1.10")) {
            for (int round = 0; round < ServerHealth.FAULTS_TO_OPEN; round++) {
                rig.advance(round == 0 ? Duration.ofSeconds(48) : Duration.ofSeconds(4));
                assertThat(rig.last().server()).isSameAs(FIRST);
                rig.last().fail(Verdict.TIMEOUT);
                rig.last().answer(0, "10.0.1.10");
            }
            assertThat(rig.meters
                            .get("mangaassist.dns.server.open")
                            .tag("server", "10.0.0.2:53")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            rig.advance(Duration.ofSeconds(4));
            assertThat(rig.last().server()).isSameAs(SECOND);
        }
    }
}
