package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerPolicyTest {

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException noLiteral) {
            throw new IllegalArgumentException(noLiteral);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.255.255, true",
        "10.0.0.0/16, 10.1.0.0, false",
        "10.128.0.0/9, 10.128.0.1, true",
        "10.128.0.0/9, 10.127.255.255, false",
        "10.0.1.10, 10.0.1.10, true",
        "10.0.1.10, 10.0.1.11, false",
        "100.64.0.0/10, 100.127.1.1, true",
        "fd00:1::/32, fd00:1:2::3, true",
        "fd00:1::/32, fd00:2::1, false",
        "0.0.0.0/0, 52.94.1.1, true",
        "0.0.0.0/0, 127.0.0.1, false",
        "0.0.0.0/0, 169.254.169.254, false",
        "127.0.0.0/8, 127.0.0.1, true",
        "::/0, fe80::1, false",
        "::/0, 10.0.0.1, false"
    })
    void a_range_allows_its_addresses_and_special_ones_only_if_it_is_meant_for_them(
            String cidr, String address, boolean allowed) {
        AnswerPolicy policy = AnswerPolicy.builder().allow("a.example", cidr).build();
        assertThat(policy.allows("a.example", address(address))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0.1/16",
                "10.0.0/8",
                "10.0.0.256",
                "x/8",
                "::/129",
                "010.0.0.0/8",
                "::ffff:10.0.0.0/104",
                "fe80::1%eth0",
                "10.0.0.0/8/8",
                "host.example/8"
            })
    void a_bad_range_is_refused(String cidr) {
        assertThatThrownBy(() -> AnswerPolicy.builder().allow("a.example", cidr))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cidr must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.", "a.*.example", "10.0.0.1", "a b", "*.*.example"})
    void a_bad_pattern_is_refused(String pattern) {
        assertThatThrownBy(() -> AnswerPolicy.builder().allow(pattern, "10.0.0.0/8"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_most_specific_pattern_wins_in_whatever_order_they_are_given() {
        AnswerPolicy policy = AnswerPolicy.builder()
                .allow("*.example", "10.1.0.0/16")
                .allow("a.b.example", "10.3.0.0/16")
                .allow("*.b.example", "10.2.0.0/16")
                .build();
        assertThat(policy.allows("x.example", address("10.1.0.1"))).isTrue();
        assertThat(policy.allows("x.b.example", address("10.2.0.1"))).isTrue();
        assertThat(policy.allows("x.b.example", address("10.1.0.1"))).isFalse();
        assertThat(policy.allows("A.B.example.", address("10.3.0.1"))).isTrue();
        assertThat(policy.allows("a.b.example", address("10.2.0.1"))).isFalse();
        assertThat(policy.allows("example", address("52.1.1.1")))
                .as("a suffix does not match itself; unlisted hosts may be reached")
                .isTrue();
        assertThat(policy.allows("notb.example", address("10.1.0.1"))).isTrue();
    }

    @Test
    void the_same_pattern_twice_is_an_error() {
        assertThatThrownBy(() -> AnswerPolicy.builder()
                        .allow("*.b.example", "10.0.0.0/8")
                        .prefer("*.B.example.", "10.0.0.0/8")
                        .build())
                .hasMessage("host pattern must be given once, was *.b.example twice");
    }

    @Test
    void only_the_families_of_the_ranges_are_asked_for() {
        AnswerPolicy both = AnswerPolicy.builder()
                .allow(Rig.HOST, "10.0.0.0/16", "fd00::/64")
                .build();
        try (Rig rig = new Rig(builder -> builder.policy(both))) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync(Rig.HOST);
            assertThat(rig.asked).extracting(Rig.Asked::family).containsExactly(Family.IPV4, Family.IPV6);
            rig.asked.get(0).answer("10.0.1.10");
            rig.asked.get(1).answer("fd00::1", "2600::1");
            rig.time.runDue();
            assertThat(Rig.texts(first.join())).containsExactlyInAnyOrder("10.0.1.10", "fd00:0:0:0:0:0:0:1");
        }
    }

    @Test
    void failing_open_prefers_any_answer_to_none_but_not_to_the_last_good_one() {
        AnswerPolicy open =
                AnswerPolicy.builder().prefer(Rig.HOST, "10.0.0.0/16").build();
        try (Rig rig = new Rig(builder -> builder.policy(open)).know(Rig.HOST, "52.94.1.1", "127.0.0.1")) {
            assertThat(rig.addresses(Rig.HOST)).as("never a special one").containsExactly("52.94.1.1");
            assertThat(rig.count("failed.open", "host", Rig.HOST)).isEqualTo(1);
            rig.advance(Duration.ofSeconds(4));
            rig.last().answer("10.0.1.10");
            assertThat(rig.addresses(Rig.HOST)).containsExactly("10.0.1.10");
            rig.advance(Duration.ofSeconds(48));
            rig.last().answer("52.94.1.1");
            assertThat(rig.addresses(Rig.HOST)).containsExactly("10.0.1.10");
        }
    }

    @Test
    void a_host_that_no_pattern_names_is_refused_if_the_policy_says_so() {
        AnswerPolicy closed =
                AnswerPolicy.builder().unlisted(AnswerPolicy.Unlisted.REFUSE).build();
        try (Rig rig = new Rig(builder -> builder.policy(closed))) {
            assertThatThrownBy(() -> rig.resolver.resolve("other.example")).hasMessageContaining("REFUSED");
            assertThat(closed.allows("other.example", address("52.1.1.1"))).isFalse();
        }
    }

    @Test
    void a_host_that_no_pattern_names_is_asked_of_the_name_servers_if_the_policy_says_so() {
        AnswerPolicy wide = AnswerPolicy.builder()
                .unlisted(AnswerPolicy.Unlisted.NAME_SERVERS)
                .build();
        try (Rig rig = new Rig(builder -> builder.policy(wide))) {
            CompletableFuture<List<InetAddress>> first = rig.resolver.resolveAsync("other.example");
            rig.asked.get(0).answer("169.254.169.254", "203.0.113.7");
            rig.asked.get(1).answer();
            rig.time.runDue();
            assertThat(Rig.texts(first.join())).containsExactly("203.0.113.7");
        }
    }
}
