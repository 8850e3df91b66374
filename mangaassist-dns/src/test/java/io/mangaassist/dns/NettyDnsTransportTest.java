package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.core.NamedThreads;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.mangaassist.testkit.DnsTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NettyDnsTransportTest {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";

    private final DnsSimulator dns = DnsSimulator.start();
    private final NameServer server =
            NameServer.of("127.0.0.1", dns.address().getPort()).timeout(Duration.ofMillis(300));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DnsMeters meters = new DnsMeters(registry, "transport", AnswerPolicy.open());
    private final NettyDnsTransport transport =
            new NettyDnsTransport(List.of(server), NamedThreads.daemons("mangaassist-dns-test"), meters);

    @AfterEach
    void close() {
        transport.close();
        meters.close();
        dns.close();
    }

    private int ask() {
        return transport.query(server, HOST, Family.IPV4).join().records().size();
    }

    @Test
    void a_truncated_answer_is_asked_for_again_over_tcp() {
        dns.on(HOST).answers(DnsReply.addresses("10.0.1.10", "10.0.1.11").truncated());
        assertThat(ask()).isEqualTo(2);
        assertThat(dns.counts().of(HOST, DnsTransport.TCP)).isEqualTo(1);
    }

    @Test
    void a_packet_with_another_id_is_dropped_and_counted() {
        assertDropped(DnsReply.addresses("10.0.1.10").wrongId(), RejectReason.WRONG_ID);
    }

    @Test
    void a_packet_for_another_question_is_dropped_and_counted() {
        assertDropped(DnsReply.addresses("10.0.1.10").wrongQuestion(), RejectReason.WRONG_QUESTION);
    }

    @Test
    void a_name_that_points_at_itself_is_dropped_and_counted() {
        assertDropped(
                DnsReply.addresses("10.0.1.10").mutated(NettyDnsTransportTest::loop), RejectReason.MALFORMED_PACKET);
    }

    /** Makes the owner of the first record a compression pointer to itself. */
    private static byte[] loop(byte[] packet) {
        int owner = 12 + HOST.length() + 2 + 4;
        packet[owner] = (byte) 0xC0;
        packet[owner + 1] = (byte) owner;
        return packet;
    }

    @Test
    void a_start_of_authority_is_read_as_a_denial() {
        DefaultDnsResponse response = new DefaultDnsResponse(1);
        assertThat(NettyReplies.read(response).denied()).isFalse();
        response.addRecord(
                DnsSection.AUTHORITY,
                new DefaultDnsRawRecord("amazonaws.com.", DnsRecordType.SOA, 60, Unpooled.EMPTY_BUFFER));
        assertThat(NettyReplies.read(response).denied()).isTrue();
        response.release();
    }

    private void assertDropped(DnsReply reply, RejectReason reason) {
        dns.on(HOST).answers(reply);
        assertThatThrownBy(this::ask)
                .rootCause()
                .isInstanceOfSatisfying(
                        io.mangaassist.dns.DnsTransport.TransportFailure.class,
                        failure -> assertThat(failure.verdict()).isEqualTo(Verdict.TIMEOUT));
        assertThat(meters.rejectedCount(reason)).isPositive();
    }
}
