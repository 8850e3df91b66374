package io.mangaassist.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import io.netty.util.NetUtil;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes the packet that answers a query. */
final class DnsAnswerer {
    private static final int PLAIN_UDP_BYTES = 512;
    private static final int LENGTH_BYTES = 2;

    private final DnsZone zone;

    DnsAnswerer(DnsZone zone) {
        this.zone = zone;
    }

    byte[] packet(DnsQuery query, DnsQuestion question, DnsReply reply, DnsTransport transport) {
        byte[] packet =
                reply.kind() == DnsReply.Kind.RAW ? reply.rawBytes() : encoded(query, question, reply, transport);
        UnaryOperator<byte[]> mutation = reply.packet().mutation();
        return mutation == null ? packet : mutation.apply(packet);
    }

    private byte[] encoded(DnsQuery query, DnsQuestion question, DnsReply reply, DnsTransport transport) {
        boolean udp = transport == DnsTransport.UDP;
        if (udp && reply.packet().truncated()) {
            return encode(response(query, question, reply).setTruncated(true));
        }
        byte[] whole = encode(filled(response(query, question, reply), question, reply));
        return udp && whole.length > udpLimit(query)
                ? encode(response(query, question, reply).setTruncated(true))
                : whole;
    }

    private static DnsResponse response(DnsQuery query, DnsQuestion question, DnsReply reply) {
        int id = reply.packet().wrongId() ? query.id() ^ 0x5555 : query.id();
        DnsQuestion shown = reply.packet().wrongQuestion()
                ? new DefaultDnsQuestion("other." + question.name(), question.type())
                : new DefaultDnsQuestion(question.name(), question.type());
        return new DefaultDnsResponse(id)
                .setAuthoritativeAnswer(true)
                .setRecursionDesired(query.isRecursionDesired())
                .setRecursionAvailable(true)
                .setCode(code(reply.kind()))
                .addRecord(DnsSection.QUESTION, shown);
    }

    private static DnsResponseCode code(DnsReply.Kind kind) {
        return switch (kind) {
            case NXDOMAIN -> DnsResponseCode.NXDOMAIN;
            case SERVFAIL -> DnsResponseCode.SERVFAIL;
            case REFUSED -> DnsResponseCode.REFUSED;
            case ADDRESSES, CNAME, DROP, RAW -> DnsResponseCode.NOERROR;
        };
    }

    private DnsResponse filled(DnsResponse response, DnsQuestion question, DnsReply reply) {
        String name = question.name();
        DnsReply now = reply;
        Set<String> seen = new HashSet<>();
        while (now.kind() == DnsReply.Kind.CNAME && seen.add(DnsNames.canonical(name))) {
            String target = now.data().get(0);
            response.addRecord(DnsSection.ANSWER, record(name, DnsRecordType.CNAME, now, DnsWire.name(target)));
            name = target;
            now = zone.name(target).standing();
        }
        if (now.kind() == DnsReply.Kind.ADDRESSES) {
            for (String address : now.data()) {
                addIfAsked(response, question, record(name, typeOf(address), now, bytes(address)));
            }
        }
        return response;
    }

    private static void addIfAsked(DnsResponse response, DnsQuestion question, DnsRecord record) {
        if (question.type().equals(record.type()) || question.type().equals(DnsRecordType.ANY)) {
            response.addRecord(DnsSection.ANSWER, record);
        }
    }

    private static DnsRecord record(String name, DnsRecordType type, DnsReply reply, byte[] data) {
        return new DefaultDnsRawRecord(name, type, reply.ttlSeconds(), Unpooled.wrappedBuffer(data));
    }

    private static DnsRecordType typeOf(String address) {
        return NetUtil.isValidIpV4Address(address) ? DnsRecordType.A : DnsRecordType.AAAA;
    }

    private static byte[] bytes(String address) {
        return NetUtil.createByteArrayFromIpAddressString(address);
    }

    /** What the asker takes in one datagram: 512 bytes, or what its EDNS record says. */
    private static int udpLimit(DnsQuery query) {
        for (int i = 0; i < query.count(DnsSection.ADDITIONAL); i++) {
            DnsRecord record = query.recordAt(DnsSection.ADDITIONAL, i);
            if (record.type().equals(DnsRecordType.OPT)) {
                return Math.max(PLAIN_UDP_BYTES, record.dnsClass());
            }
        }
        return PLAIN_UDP_BYTES;
    }

    private static byte[] encode(DnsResponse response) {
        EmbeddedChannel codec = new EmbeddedChannel(new TcpDnsResponseEncoder());
        codec.writeOutbound(response);
        ByteBuf encoded = codec.readOutbound();
        byte[] packet = new byte[encoded.readableBytes() - LENGTH_BYTES];
        encoded.skipBytes(LENGTH_BYTES).readBytes(packet);
        encoded.release();
        codec.finishAndReleaseAll();
        return packet;
    }
}
