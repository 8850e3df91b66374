package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.FIRST;
import static io.mangaassist.dns.Rig.HOST;
import static io.mangaassist.dns.Rig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers, the first of which has failed until its breaker opened; the host is refreshed every four seconds. */
final class ServerBreakerTest {

    private static final Duration REFRESH = Duration.ofSeconds(4);

    private final Rig rig = new Rig(builder -> builder.nameServers(FIRST, SECOND)).know(HOST, "10.0.1.10");

    @BeforeEach
    void open() {
        for (int round = 0; round < ServerHealth.FAULTS_TO_OPEN; round++) {
            rig.advance(round == 0 ? Duration.ofSeconds(48) : REFRESH);
            assertThat(rig.last().server()).isSameAs(FIRST);
            rig.last().fail(Verdict.TIMEOUT);
            rig.last().answer(0, "10.0.1.10");
        }
        assertThat(gauge()).isEqualTo(1);
        rig.asked.clear();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private double gauge() {
        return rig.meters
                .get("mangaassist.dns.server.open")
                .tag("server", "10.0.0.2:53")
                .gauge()
                .value();
    }

    private List<NameServer> asked() {
        return rig.asked.stream().map(Rig.Asked::server).toList();
    }

    @Test
    void an_open_server_is_skipped_even_when_the_other_one_is_slow() {
        rig.advance(REFRESH);
        assertThat(asked()).containsExactly(SECOND);
        rig.advance(Duration.ofMillis(300));
        assertThat(asked()).as("no hedge to an open server").containsExactly(SECOND);
        assertThat(rig.count("hedges", "result", "fired")).isZero();
    }

    @Test
    void an_open_server_is_asked_when_all_others_have_failed() {
        rig.advance(REFRESH);
        rig.last().fail(Verdict.TIMEOUT);
        assertThat(asked()).containsExactly(SECOND, FIRST);
        rig.last().answer(0, "10.0.1.10");
        assertThat(gauge()).as("a sound answer closes the breaker").isZero();
    }

    @Test
    void a_probe_goes_beside_the_closed_server_and_delays_nobody() {
        probe();
        rig.last().answer(0, "10.0.2.10");
        assertThat(rig.addresses(HOST)).as("the probe is not waited for").containsExactly("10.0.2.10");
        assertThat(gauge()).isEqualTo(1);
        rig.asked.get(0).answer(0, "10.0.1.10");
        assertThat(gauge()).isZero();
        rig.asked.clear();
        rig.advance(REFRESH);
        assertThat(asked()).as("closed again").containsExactly(FIRST);
    }

    @Test
    void a_failed_probe_asks_nobody_else_while_the_closed_server_may_still_answer() {
        probe();
        rig.asked.get(0).fail(Verdict.TIMEOUT);
        assertThat(asked()).containsExactly(FIRST, SECOND);
        rig.last().answer(0, "10.0.2.10");
        assertThat(rig.addresses(HOST)).containsExactly("10.0.2.10");
        rig.asked.clear();
        rig.advance(REFRESH);
        assertThat(asked()).as("open for another five seconds").containsExactly(SECOND);
    }

    @Test
    void a_probe_that_fails_last_ends_the_lookup() {
        probe();
        rig.last().fail(Verdict.TIMEOUT);
        rig.asked.get(0).fail(Verdict.TIMEOUT);
        assertThat(asked()).containsExactly(FIRST, SECOND);
        assertThat(rig.addresses(HOST)).as("the last known good answer").containsExactly("10.0.1.10");
    }

    private void probe() {
        rig.advance(REFRESH);
        rig.last().answer(0, "10.0.1.10");
        rig.asked.clear();
        rig.advance(REFRESH);
        assertThat(asked()).containsExactly(FIRST, SECOND);
    }

    @Test
    void when_all_are_open_all_are_asked_as_if_they_were_closed() {
        for (int round = 0; round < ServerHealth.FAULTS_TO_OPEN; round++) {
            rig.advance(REFRESH);
            for (int asked = 0; asked < rig.asked.size(); asked++) {
                rig.asked.get(asked).fail(Verdict.TIMEOUT);
            }
            rig.asked.clear();
        }
        rig.advance(Duration.ofSeconds(30));
        rig.asked.forEach(one -> one.answer(0, "10.0.3.10"));
        assertThat(rig.addresses(HOST)).as("no lookup fails of a breaker").containsExactly("10.0.3.10");
    }
}
