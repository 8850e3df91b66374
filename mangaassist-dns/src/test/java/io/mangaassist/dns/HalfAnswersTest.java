package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.dns.Rig.Asked;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A host with addresses of both families, one of which cannot be looked up for a while. */
final class HalfAnswersTest {

    private static final AnswerPolicy BOTH =
            AnswerPolicy.builder().allow(HOST, "10.0.0.0/16", "fd00::/64").build();

    @Test
    void a_family_that_times_out_keeps_its_addresses() {
        theOldAddressStays(asked -> asked.fail(Verdict.TIMEOUT));
    }

    @Test
    void a_family_that_answers_with_a_public_address_keeps_its_addresses() {
        theOldAddressStays(asked -> asked.answer("203.0.113.9"));
    }

    @Test
    void a_family_that_has_no_address_any_more_loses_them() {
        try (Rig rig = known()) {
            next(rig, Rig.Asked::answer, "fd00::6");
            assertThat(rig.addresses(HOST)).containsExactly("fd00:0:0:0:0:0:0:6");
        }
    }

    @Test
    void addresses_that_are_kept_grow_no_younger() {
        try (Rig rig = known()) {
            for (int minute = 0; minute < 30; minute++) {
                next(rig, asked -> asked.fail(Verdict.TIMEOUT), "fd00::6");
            }
            assertThat(rig.addresses(HOST))
                    .as("the limit of ten minutes counts from the last whole answer")
                    .containsExactly("fd00:0:0:0:0:0:0:6");
        }
    }

    private static void theOldAddressStays(Consumer<Asked> fault) {
        try (Rig rig = known()) {
            next(rig, fault, "fd00::6");
            assertThat(rig.addresses(HOST)).containsExactlyInAnyOrder("10.0.0.5", "fd00:0:0:0:0:0:0:6");
        }
    }

    private static Rig known() {
        Rig rig = new Rig(
                builder -> builder.policy(BOTH).freshness(Freshness.defaults().maxStale(HOST, Duration.ofMinutes(10))));
        var first = rig.resolver.resolveAsync(HOST);
        answer(rig, asked -> asked.answer("10.0.0.5"), "fd00::5");
        assertThat(first).isCompleted();
        return rig;
    }

    /** Lets the next refresh come, with this course of the question for IPv4 addresses. */
    private static void next(Rig rig, Consumer<Asked> ipv4, String ipv6) {
        rig.advance(Duration.ofSeconds(60));
        answer(rig, ipv4, ipv6);
    }

    private static void answer(Rig rig, Consumer<Asked> ipv4, String ipv6) {
        for (Asked asked : List.copyOf(rig.asked)) {
            if (asked.family() == Family.IPV4) {
                ipv4.accept(asked);
            } else {
                asked.answer(ipv6);
            }
        }
        rig.asked.clear();
        rig.time.runDue();
    }
}
