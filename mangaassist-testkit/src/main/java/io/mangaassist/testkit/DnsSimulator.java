package io.mangaassist.testkit;

import java.net.InetSocketAddress;

/**
 * A name server on loopback, over UDP and TCP on one port, that says what a test wrote down.
 *
 * <p>Each name has a script of its own ({@link #on(String)}), changeable while the server runs: answers, delays, silence,
 * error codes, truncation, forged and malformed packets. A name without a script does not exist (NXDOMAIN). An answer too
 * large for the asker's datagram is truncated, as any server does it.
 *
 * <pre>{@code
 * dns.on("bedrock-runtime.ap-northeast-1.amazonaws.com").answers("127.1.0.1", "127.1.0.2");
 * dns.on("bedrock-runtime.ap-northeast-1.amazonaws.com").sometimes(0.5, DnsReply.drop());
 * }</pre>
 *
 * <p>Thread-safe; one daemon thread serves. Whoever builds it closes it.
 */
public final class DnsSimulator implements AutoCloseable {
    private final String address;
    private final DnsZone zone;
    private final DnsServer server;

    private DnsSimulator(Builder builder) {
        this.address = builder.address;
        this.zone = new DnsZone(builder.seed);
        this.server = new DnsServer(address, builder.port, zone);
    }

    /** A simulator with the defaults: a free port on 127.0.0.1. */
    public static Builder builder() {
        return new Builder();
    }

    /** A running simulator with the defaults. */
    public static DnsSimulator start() {
        return builder().build();
    }

    /** Where resolvers find it, the same for UDP and TCP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(address, server.port());
    }

    /** The script of a name; case and a dot at the end do not matter. */
    public DnsName on(String name) {
        return zone.name(name);
    }

    /** The queries it got so far. */
    public DnsCounts counts() {
        return zone.counts();
    }

    /** Stops listening; delayed answers are not sent any more. Blocks until its thread is gone. May be called twice. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "DnsSimulator[" + address + ":" + server.port() + ", queries=" + counts().total() + "]";
    }

    /** Settings of a {@link DnsSimulator}; not thread-safe. */
    public static final class Builder {
        private String address = "127.0.0.1";
        private int port;
        private long seed = 1;

        private Builder() {}

        /** Address to listen on, one of 127/8; 127.0.0.1 by default. */
        public Builder address(String value) {
            this.address = Ports.loopback(value);
            return this;
        }

        /** Port to listen on, from 0 to 65535; 0, the default, takes one that is free for both transports. */
        public Builder port(int value) {
            this.port = Require.port(value);
            return this;
        }

        /** Seed of {@link DnsName#sometimes}; 1 by default. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Starts the simulator; blocks until it listens.
         *
         * @throws IllegalStateException if the port is taken
         */
        public DnsSimulator build() {
            return new DnsSimulator(this);
        }
    }
}
