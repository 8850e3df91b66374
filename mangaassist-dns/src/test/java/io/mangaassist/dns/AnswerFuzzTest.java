package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.mangaassist.dns.AnswerReader.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordEncoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mutated answers go the way that packets go: the inspector, Netty's decoder, the reader, the judge. Nothing may be thrown
 * into the caller, and nothing outside the policy may come out.
 */
final class AnswerFuzzTest {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final String ALIAS = "vpce-0a1b.bedrock-runtime.ap-northeast-1.vpce.amazonaws.com";
    private static final InetSocketAddress SERVER = new InetSocketAddress("10.0.0.2", 53);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("10.0.0.9", 40_000);
    private static final int ID = 4711;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PolicyRule rule =
            AnswerPolicy.builder().allow(HOST, "10.0.0.0/16").build().rules().get(0);
    private final DnsMeters meters = new DnsMeters(registry, "fuzz", AnswerPolicy.open());
    private final AnswerReader reader = new AnswerReader(meters);
    private final AnswerJudge judge = new AnswerJudge(meters);
    private final EmbeddedChannel channel = ask();
    private int accepted;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void twenty_five_thousand_mutated_packets_harm_nobody(long seed) {
        fuzz(seed, 25_000);
    }

    @Tag("long")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void a_quarter_of_a_million_mutated_packets_harm_nobody(long seed) {
        fuzz(seed, 250_000);
    }

    private void fuzz(long seed, int count) {
        Random random = new Random(seed);
        byte[] sound = soundAnswer();
        assertThat(addressesOf(sound)).as("the packet before it is mutated").hasSize(2);
        for (int i = 0; i < count; i++) {
            byte[] mutated = mutate(sound, random);
            try {
                List<InetAddress> found = addressesOf(mutated);
                accepted += found.isEmpty() ? 0 : 1;
                assertThat(found).allMatch(rule::allows);
            } catch (RuntimeException thrown) {
                fail("seed %d, packet %d: %s", seed, i, HexFormat.of().formatHex(mutated), thrown);
            }
        }
        assertThat(accepted).as("some mutations leave the answer good").isPositive();
        assertThat(dropped()).as("others are dropped and counted").isGreaterThan(count / 4.0);
    }

    private double dropped() {
        return registry.find("mangaassist.dns.answers.rejected").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Sends the packet through everything; the question has gone out before. */
    private List<InetAddress> addressesOf(byte[] packet) {
        try {
            channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(packet), CLIENT, SERVER));
            DnsResponse response = channel.readInbound();
            if (response == null) {
                return List.of();
            }
            Reading reading = reader.read(HOST, HOST, Family.IPV4, NettyReplies.read(response));
            response.release();
            return judge.judge(rule, reading.addresses()).addresses();
        } finally {
            channel.releaseInbound();
        }
    }

    private EmbeddedChannel ask() {
        EmbeddedChannel asking = new EmbeddedChannel(
                new NettyReplyInspector(meters), new DatagramDnsResponseDecoder(), new DatagramDnsQueryEncoder());
        DatagramDnsQuery query = new DatagramDnsQuery(null, SERVER, ID);
        query.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(HOST + ".", DnsRecordType.A));
        asking.writeOutbound(query);
        asking.<DatagramPacket>readOutbound().release();
        return asking;
    }

    /** An alias and two addresses, with compressed names in the question's place. */
    private static byte[] soundAnswer() {
        DatagramDnsResponse response = new DatagramDnsResponse(SERVER, CLIENT, ID);
        response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(HOST + ".", DnsRecordType.A));
        response.addRecord(
                DnsSection.ANSWER,
                new DefaultDnsRawRecord(HOST + ".", DnsRecordType.CNAME, 60, Unpooled.wrappedBuffer(name(ALIAS))));
        for (byte last : new byte[] {10, 11}) {
            ByteBuf address = Unpooled.wrappedBuffer(new byte[] {10, 0, 1, last});
            response.addRecord(DnsSection.ANSWER, new DefaultDnsRawRecord(ALIAS + ".", DnsRecordType.A, 60, address));
        }
        EmbeddedChannel encoder = new EmbeddedChannel(new DatagramDnsResponseEncoder(DnsRecordEncoder.DEFAULT));
        encoder.writeOutbound(response);
        DatagramPacket packet = encoder.readOutbound();
        byte[] bytes = new byte[packet.content().readableBytes()];
        packet.content().readBytes(bytes);
        packet.release();
        encoder.finishAndReleaseAll();
        return bytes;
    }

    private static byte[] name(String text) {
        List<byte[]> labels = new ArrayList<>();
        int length = 1;
        for (String label : text.split("\\.", -1)) {
            labels.add(label.getBytes(StandardCharsets.US_ASCII));
            length += label.length() + 1;
        }
        ByteBuf encoded = Unpooled.buffer(length);
        labels.forEach(label -> encoded.writeByte(label.length).writeBytes(label));
        encoded.writeByte(0);
        return encoded.array();
    }

    /** Flips, overwrites, cuts, repeats, or plants a pointer: one to four times. */
    private static byte[] mutate(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 3; times--) {
            int at = random.nextInt(bytes.length - 1);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, 1 + at);
                case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
                case 4 -> {
                    bytes[at] = (byte) (0xC0 | random.nextInt(2));
                    bytes[at + 1] = (byte) random.nextInt(256);
                }
                default -> {
                    int from = random.nextInt(bytes.length);
                    System.arraycopy(sound, Math.min(from, sound.length - 1), bytes, at, 1);
                }
            }
        }
        return bytes;
    }
}
