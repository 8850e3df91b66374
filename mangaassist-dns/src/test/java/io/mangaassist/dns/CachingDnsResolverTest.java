package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.FIRST;
import static io.mangaassist.dns.Rig.HOST;
import static io.mangaassist.dns.Rig.REDIS;
import static io.mangaassist.dns.Rig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.dns.DnsLookupException.Reason;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class CachingDnsResolverTest {

    @Test
    void the_first_answer_is_looked_up_and_the_second_is_not() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
            assertThat(rig.asked).hasSize(1);
            assertThat(rig.resolver.statistics()).isEqualTo(new DnsStatistics(1, 0, 1, 0, 1));
        }
    }

    @Test
    void addresses_carry_the_name_of_the_host() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            assertThat(rig.resolver.resolve(HOST).get(0).getHostName())
                    .as("else TLS would ask for the name in reverse")
                    .isEqualTo(HOST);
        }
    }

    @Test
    void a_hit_is_the_same_list() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            assertThat(rig.resolver.resolve(HOST)).isSameAs(rig.resolver.resolve(HOST));
        }
    }

    @Test
    void case_and_a_trailing_dot_make_no_difference() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            assertThat(rig.addresses("Bedrock-Runtime.AP-northeast-1.amazonaws.com."))
                    .containsExactly("10.0.1.10");
            assertThat(rig.asked).hasSize(1);
        }
    }

    @Test
    void several_addresses_take_turns_at_being_first() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10", "10.0.2.10")) {
            assertThat(List.of(rig.addresses(HOST).get(0), rig.addresses(HOST).get(0)))
                    .containsExactlyInAnyOrder("10.0.1.10", "10.0.2.10");
        }
    }

    @Test
    void many_callers_wait_for_one_lookup() {
        try (Rig rig = new Rig()) {
            CompletableFuture<List<InetAddress>> one = rig.resolver.resolveAsync(HOST);
            CompletableFuture<List<InetAddress>> two = rig.resolver.resolveAsync(HOST);
            assertThat(rig.asked).hasSize(1);
            rig.last().answer("10.0.1.10");
            rig.time.runDue();
            assertThat(one.join()).isEqualTo(two.join());
        }
    }

    @Test
    void an_answer_is_refreshed_before_it_is_old() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            rig.advance(Duration.ofSeconds(48));
            assertThat(rig.asked).as("80 % of 60 s").hasSize(2);
            rig.last().answer("10.0.1.11");
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.11");
            assertThat(rig.count("answers.changed", "host", HOST)).isEqualTo(1);
        }
    }

    @Test
    void the_time_to_live_is_clamped_at_both_ends() {
        try (Rig rig = new Rig()) {
            assertThat(refreshedAfter(rig, 0)).isEqualTo(Duration.ofSeconds(4));
            assertThat(refreshedAfter(rig, 30)).isEqualTo(Duration.ofSeconds(24));
            assertThat(refreshedAfter(rig, 86_400)).isEqualTo(Duration.ofSeconds(48));
            assertThat(refreshedAfter(rig, 1L << 31)).isEqualTo(Duration.ofSeconds(4));
            assertThat(refreshedAfter(rig, 0xffff_ffffL)).isEqualTo(Duration.ofSeconds(4));
        }
    }

    private static Duration refreshedAfter(Rig rig, long ttl) {
        if (rig.asked.isEmpty()) {
            rig.resolver.resolveAsync(HOST).isDone();
        }
        int before = rig.asked.size();
        rig.last().answer(ttl, "10.0.1.10");
        Duration waited = Duration.ZERO;
        while (rig.asked.size() == before) {
            rig.advance(Duration.ofSeconds(1));
            waited = waited.plusSeconds(1);
        }
        return waited;
    }

    @Test
    void a_public_answer_does_not_replace_the_last_good_one() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            rig.advance(Duration.ofSeconds(48));
            rig.last().answer("52.94.1.1");
            rig.advance(Duration.ofMinutes(5));
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
            assertThat(rig.count("answers.rejected", "reason", "outside_policy"))
                    .isEqualTo(1);
            assertThat(rig.resolver.statistics().stale()).isEqualTo(1);
        }
    }

    @Test
    void a_mixed_answer_is_filtered() {
        try (Rig rig = new Rig().know(HOST, "52.94.1.1", "10.0.1.10")) {
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
        }
    }

    @Test
    void silence_errors_and_denials_do_not_destroy_the_last_good_answer() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            rig.advance(Duration.ofSeconds(48));
            rig.last().fail(Verdict.TIMEOUT);
            nextAttempt(rig).code(2);
            nextAttempt(rig).code(DnsReply.NXDOMAIN);
            nextAttempt(rig).answer();
            nextAttempt(rig).fail(Verdict.MALFORMED);
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
        }
    }

    private static Rig.Asked nextAttempt(Rig rig) {
        int before = rig.asked.size();
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.asked.size()).as("it is tried again within 30 s").isGreaterThan(before);
        return rig.last();
    }

    @Test
    void waits_between_failures_grow_to_thirty_seconds() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            rig.advance(Duration.ofSeconds(48));
            for (int second : new int[] {1, 2, 4, 8, 16, 30, 30}) {
                int before = rig.asked.size();
                rig.last().fail(Verdict.TIMEOUT);
                long threeQuarters = second * 750L;
                rig.advance(Duration.ofMillis(threeQuarters - 1));
                assertThat(rig.asked).as("not before %s ms", threeQuarters).hasSize(before);
                rig.advance(Duration.ofMillis(1));
                assertThat(rig.asked).as("at %s ms", threeQuarters).hasSize(before + 1);
            }
        }
    }

    @Test
    void an_answer_that_is_too_old_for_its_class_is_not_served() {
        try (Rig rig = new Rig(builder -> builder.freshness(
                        Freshness.defaults().maxStale("*.cache.amazonaws.com", Duration.ofMinutes(5))))
                .know(REDIS, "10.0.3.3")
                .know(HOST, "10.0.1.10")) {
            silence(rig, Duration.ofMinutes(6));
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
            CompletableFuture<List<InetAddress>> redis = rig.resolver.resolveAsync(REDIS);
            silence(rig, Duration.ofSeconds(2));
            assertThatThrownBy(redis::join).hasRootCauseInstanceOf(DnsLookupException.class);
        }
    }

    /** Lets time pass while nobody answers. */
    private static void silence(Rig rig, Duration duration) {
        for (long passed = 0; passed < duration.toMillis(); passed += 400) {
            rig.asked.forEach(question -> question.fail(Verdict.TIMEOUT));
            rig.advance(Duration.ofMillis(400));
        }
    }

    @Test
    void a_cold_failure_is_remembered_for_a_second_only() {
        try (Rig rig = new Rig()) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync(REDIS);
            rig.last().code(DnsReply.NXDOMAIN);
            rig.time.runDue();
            assertThat(first).isCompletedExceptionally();
            assertReason(rig, REDIS, Reason.NOT_FOUND);
            assertThat(rig.asked).hasSize(1);
            rig.advance(Duration.ofSeconds(1));
            CompletableFuture<List<InetAddress>> later = rig.resolver.resolveAsync(REDIS);
            assertThat(rig.asked).hasSize(2);
            rig.last().answer("10.0.3.3");
            rig.time.runDue();
            assertThat(later).isCompleted();
        }
    }

    private static void assertReason(Rig rig, String host, Reason reason) {
        assertThatThrownBy(() -> rig.resolver.resolve(host))
                .isInstanceOfSatisfying(
                        DnsLookupException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void the_next_server_is_asked_at_once_when_an_answer_is_not_acceptable() {
        try (Rig rig = new Rig(builder -> builder.nameServers(FIRST, SECOND))) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync(HOST);
            rig.last().answer("52.94.1.1");
            assertThat(rig.last().server()).isSameAs(SECOND);
            rig.last().answer("10.0.1.10");
            rig.time.runDue();
            assertThat(Rig.texts(first.join())).containsExactly("10.0.1.10");
        }
    }

    @Test
    void a_slow_server_is_hedged_and_the_first_acceptable_answer_wins() {
        try (Rig rig = new Rig(builder -> builder.nameServers(FIRST, SECOND))) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync(HOST);
            rig.advance(Duration.ofMillis(80));
            assertThat(rig.asked).hasSize(2);
            rig.asked.get(1).answer("10.0.1.10");
            rig.time.runDue();
            assertThat(first).isCompleted();
            rig.asked.get(0).answer("52.94.1.1");
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.10");
            assertThat(rig.count("hedges", "result", "won")).isEqualTo(1);
        }
    }

    @Test
    void a_late_answer_does_not_replace_a_newer_one() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10")) {
            rig.advance(Duration.ofSeconds(48));
            Rig.Asked slow = rig.last();
            rig.advance(Duration.ofSeconds(4));
            assertThat(rig.last()).as("the first flight was given up").isNotSameAs(slow);
            rig.last().answer("10.0.1.12");
            slow.answer("10.0.1.11");
            assertThat(rig.addresses(HOST)).containsExactly("10.0.1.12");
        }
    }

    @Test
    void a_failed_connection_puts_the_address_last_and_asks_again() {
        try (Rig rig = new Rig().know(HOST, "10.0.1.10", "10.0.2.10")) {
            rig.resolver.reportConnectFailure(HOST, rig.resolver.resolve(HOST).get(0));
            List<String> order = rig.addresses(HOST);
            assertThat(rig.addresses(HOST))
                    .as("no turns with a demoted address")
                    .isEqualTo(order);
            assertThat(rig.asked).hasSize(2);
            rig.resolver.reportConnectFailure(HOST, rig.resolver.resolve(HOST).get(0));
            assertThat(rig.asked).as("at most one forced lookup a second").hasSize(2);
        }
    }

    @Test
    void literals_are_answered_without_a_query() {
        try (Rig rig = new Rig()) {
            assertThat(rig.addresses("192.0.2.7")).containsExactly("192.0.2.7");
            assertThat(rig.addresses("[2001:db8::1]")).containsExactly("2001:db8:0:0:0:0:0:1");
            assertThat(rig.resolver.resolve("").get(0).isLoopbackAddress()).isTrue();
            assertReason(rig, "300.1.2.3", Reason.INVALID_NAME);
            assertReason(rig, "1::2::3", Reason.INVALID_NAME);
            assertThat(rig.asked).isEmpty();
        }
    }

    @Test
    void bad_names_fail_without_a_query() {
        try (Rig rig = new Rig()) {
            for (String bad :
                    List.of("a..b", "-a.com", "a".repeat(64) + ".com", "a.".repeat(127) + "com", "a b", ".")) {
                assertReason(rig, bad, Reason.INVALID_NAME);
            }
            assertThat(rig.asked).isEmpty();
        }
    }

    @Test
    void an_international_name_is_asked_for_in_ascii() {
        try (Rig rig = new Rig()) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync("マンガ.cache.amazonaws.com");
            assertThat(rig.last().name()).isEqualTo("xn--mck5erc.cache.amazonaws.com");
            rig.last().answer("10.0.3.3");
            rig.time.runDue();
            assertThat(first).isCompleted();
        }
    }

    @Test
    void a_closed_resolver_refuses_and_frees_who_waits() {
        Rig rig = new Rig();
        CompletableFuture<List<InetAddress>> waiting = rig.resolver.resolveAsync(HOST);
        assertThat(rig.resolver.close(Duration.ZERO))
                .as("somebody still waited")
                .isFalse();
        assertThat(waiting).isCompletedExceptionally();
        assertReason(rig, HOST, Reason.CLOSED);
        assertThat(rig.resolver.resolveAsync(HOST)).isCompletedExceptionally();
        assertThat(rig.meters.getMeters()).isEmpty();
    }
}
