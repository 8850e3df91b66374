package io.mangaassist.dns;

import static io.mangaassist.dns.Rig.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.dns.AnswerReader.Reading;
import io.mangaassist.dns.DnsReply.Item;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerReaderTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AnswerReader reader = new AnswerReader(new DnsMeters(registry, "reader", AnswerPolicy.open()));

    private Reading read(Item... records) {
        return reader.read(HOST, HOST, Family.IPV4, new DnsReply(0, List.of(records)));
    }

    private double rejected(RejectReason reason) {
        return registry.get("mangaassist.dns.answers.rejected")
                .tag("reason", reason.tag())
                .counter()
                .count();
    }

    @Test
    void aliases_are_followed_in_any_order_and_the_smallest_ttl_counts() {
        Reading reading = read(
                Rig.item("c.example", 60, "10.0.1.10"),
                Rig.alias("b.example", 7, "c.example"),
                Rig.alias(HOST, 300, "b.example"));
        assertThat(Rig.texts(reading.addresses())).containsExactly("10.0.1.10");
        assertThat(reading.ttl()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_chain_of_ten_aliases_is_followed_and_one_of_eleven_is_not() {
        assertThat(read(chain(AnswerReader.MAX_ALIASES)).verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(read(chain(AnswerReader.MAX_ALIASES + 1)).verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(rejected(RejectReason.ALIAS_CHAIN)).isEqualTo(1);
    }

    private static Item[] chain(int aliases) {
        List<Item> items = new ArrayList<>();
        String owner = HOST;
        for (int i = 0; i < aliases; i++) {
            items.add(Rig.alias(owner, 60, "a" + i + ".example"));
            owner = "a" + i + ".example";
        }
        items.add(Rig.item(owner, 60, "10.0.1.10"));
        return items.toArray(Item[]::new);
    }

    @Test
    void a_loop_of_aliases_is_malformed() {
        assertThat(read(Rig.alias(HOST, 60, "b.example"), Rig.alias("b.example", 60, HOST))
                        .verdict())
                .isEqualTo(Verdict.MALFORMED);
        assertThat(read(Rig.alias(HOST, 60, HOST)).verdict()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void an_alias_without_an_address_at_its_end_is_unfinished_unless_the_server_says_there_is_none() {
        Item alias = Rig.alias(HOST, 60, "b.example");
        assertThat(read(alias).verdict()).isEqualTo(Verdict.UNFINISHED);
        assertThat(read(alias, Rig.item("c.example", 60, "10.0.1.10")).verdict())
                .isEqualTo(Verdict.UNFINISHED);
        assertThat(rejected(RejectReason.UNFINISHED_CHAIN)).isEqualTo(2);
        DnsReply denial = new DnsReply(0, List.of(alias), true);
        assertThat(reader.read(HOST, HOST, Family.IPV4, denial).verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(rejected(RejectReason.UNFINISHED_CHAIN)).isEqualTo(2);
    }

    @Test
    void records_that_the_question_does_not_lead_to_are_left_out() {
        Reading reading = read(Rig.item(HOST, 60, "10.0.1.10"), Rig.item("evil.example", 60, "10.0.6.6"));
        assertThat(Rig.texts(reading.addresses())).containsExactly("10.0.1.10");
        assertThat(rejected(RejectReason.UNRELATED_RECORD)).isEqualTo(1);
    }

    @Test
    void an_ipv4_address_dressed_as_ipv6_is_left_out() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 1, 10};
        DnsReply reply = new DnsReply(0, List.of(new Item(HOST, 28, 60, mapped, null)));
        assertThat(reader.read(HOST, HOST, Family.IPV6, reply).verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(rejected(RejectReason.MAPPED_ADDRESS)).isEqualTo(1);
    }

    @Test
    void an_address_of_the_wrong_length_is_left_out() {
        assertThat(read(new Item(HOST, 1, 60, new byte[] {10, 0, 1}, null)).verdict())
                .isEqualTo(Verdict.EMPTY);
    }

    @Test
    void too_many_records_are_malformed() {
        Item[] many = new Item[AnswerReader.MAX_RECORDS + 1];
        Arrays.fill(many, Rig.item(HOST, 60, "10.0.1.10"));
        assertThat(read(many).verdict()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void codes_are_told_apart() {
        assertThat(reader.read(HOST, HOST, Family.IPV4, new DnsReply(3, List.of()))
                        .verdict())
                .isEqualTo(Verdict.NXDOMAIN);
        assertThat(reader.read(HOST, HOST, Family.IPV4, new DnsReply(5, List.of()))
                        .verdict())
                .isEqualTo(Verdict.SERVFAIL);
        assertThat(read().verdict()).isEqualTo(Verdict.EMPTY);
    }
}
