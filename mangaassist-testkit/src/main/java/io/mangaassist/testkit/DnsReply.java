package io.mangaassist.testkit;

import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DnsSimulator} does with a query for one name.
 *
 * <p>Immutable; the methods that change something return a new reply.
 */
public final class DnsReply {
    private static final long DEFAULT_TTL_SECONDS = 60;
    private static final long MAX_TTL_SECONDS = 0xFFFF_FFFFL;

    /** What kind of answer. */
    enum Kind {
        ADDRESSES,
        CNAME,
        NXDOMAIN,
        SERVFAIL,
        REFUSED,
        DROP,
        RAW
    }

    /** Ways in which the packet itself is wrong or odd. */
    record Packet(
            boolean truncated,
            boolean wrongId,
            boolean wrongQuestion,
            @Nullable UnaryOperator<byte[]> mutation) {
        static final Packet RIGHT = new Packet(false, false, false, null);
    }

    private final Kind kind;
    private final List<String> data;
    private final byte[] raw;
    private final long ttlSeconds;
    private final Duration delay;
    private final Packet packet;

    private DnsReply(Kind kind, List<String> data, byte[] raw) {
        this(new DnsReply(kind, data, raw, DEFAULT_TTL_SECONDS), Duration.ZERO, Packet.RIGHT);
    }

    private DnsReply(Kind kind, List<String> data, byte[] raw, long ttlSeconds) {
        this.kind = kind;
        this.data = data;
        this.raw = raw;
        this.ttlSeconds = ttlSeconds;
        this.delay = Duration.ZERO;
        this.packet = Packet.RIGHT;
    }

    private DnsReply(DnsReply base, Duration delay, Packet packet) {
        this.kind = base.kind;
        this.data = base.data;
        this.raw = base.raw;
        this.ttlSeconds = base.ttlSeconds;
        this.delay = delay;
        this.packet = packet;
    }

    /**
     * These addresses: the IPv4 ones to a question for A, the IPv6 ones to one for AAAA. A question for which there is none
     * gets NOERROR without answers. They live 60 s unless {@link #ttl(long)} says otherwise.
     */
    public static DnsReply addresses(String... addresses) {
        for (String address : addresses) {
            Require.that(
                    NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address),
                    "addresses",
                    "IP addresses",
                    "\"" + address + "\"");
        }
        return new DnsReply(Kind.ADDRESSES, List.of(addresses), new byte[0]);
    }

    /** NOERROR without answers. */
    public static DnsReply noData() {
        return addresses();
    }

    /**
     * An alias. What is scripted for the target follows in the same answer, through further aliases; a loop is answered once
     * around.
     */
    public static DnsReply cname(String target) {
        String name = DnsNames.canonical(target);
        return new DnsReply(Kind.CNAME, List.of(name), new byte[0]);
    }

    /** NXDOMAIN: there is no such name. */
    public static DnsReply nxDomain() {
        return new DnsReply(Kind.NXDOMAIN, List.of(), new byte[0]);
    }

    /** SERVFAIL: the server cannot say. */
    public static DnsReply servFail() {
        return new DnsReply(Kind.SERVFAIL, List.of(), new byte[0]);
    }

    /** REFUSED: the server does not want to say. */
    public static DnsReply refused() {
        return new DnsReply(Kind.REFUSED, List.of(), new byte[0]);
    }

    /** No answer at all; a TCP connection stays open in silence. */
    public static DnsReply drop() {
        return new DnsReply(Kind.DROP, List.of(), new byte[0]);
    }

    /** These bytes as the packet, whatever they are; an empty packet too. Over TCP their length goes before them. */
    public static DnsReply raw(byte[] packet) {
        Require.that(packet.length <= 65_535, "packet", "at most 65535 bytes", packet.length);
        return new DnsReply(Kind.RAW, List.of(), packet.clone());
    }

    /** The same with records that live so many seconds, from 0 to 2^32-1 (readers must clamp what is 2^31 or more). */
    public DnsReply ttl(long seconds) {
        Require.that(seconds >= 0 && seconds <= MAX_TTL_SECONDS, "ttl", "from 0 to " + MAX_TTL_SECONDS, seconds);
        return new DnsReply(new DnsReply(kind, data, raw, seconds), delay, packet);
    }

    /** The same after so long, at least 0. */
    public DnsReply after(Duration value) {
        return new DnsReply(this, Require.notNegative("after", value), packet);
    }

    /** The same without its answers and with the TC bit over UDP; whole over TCP. */
    public DnsReply truncated() {
        return with(new Packet(true, packet.wrongId, packet.wrongQuestion, packet.mutation));
    }

    /** The same with another id than the query's, as a forger's guess has. */
    public DnsReply wrongId() {
        return with(new Packet(packet.truncated, true, packet.wrongQuestion, packet.mutation));
    }

    /** The same for another question than was asked. */
    public DnsReply wrongQuestion() {
        return with(new Packet(packet.truncated, packet.wrongId, true, packet.mutation));
    }

    /** The same with its packet changed at the last moment, for malformed ones; runs on the simulator's thread. */
    public DnsReply mutated(UnaryOperator<byte[]> mutation) {
        return with(new Packet(packet.truncated, packet.wrongId, packet.wrongQuestion, mutation));
    }

    private DnsReply with(Packet changed) {
        return new DnsReply(this, delay, changed);
    }

    Kind kind() {
        return kind;
    }

    List<String> data() {
        return data;
    }

    byte[] rawBytes() {
        return raw.clone();
    }

    long ttlSeconds() {
        return ttlSeconds;
    }

    Duration delay() {
        return delay;
    }

    Packet packet() {
        return packet;
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT) + (kind == Kind.RAW ? Arrays.hashCode(raw) : data);
        return "DnsReply[" + what + ", ttl=" + ttlSeconds + "s, after=" + delay + "]";
    }
}
