package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * A name server given by its literal address: VPC+2, {@code 169.254.169.253}, or a Route 53 Resolver inbound endpoint in
 * another availability zone. Immutable.
 */
public final class NameServer {

    /**
     * How long one answer is waited for: a healthy VPC resolver answers within a few milliseconds, and three servers one
     * after another still fit into the 1.5 s that a cold host may take.
     */
    static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(400);

    static final int DNS_PORT = 53;

    private final InetSocketAddress address;
    private final Duration timeout;

    private NameServer(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * Returns the name server on port 53.
     *
     * @param address a literal IPv4 or IPv6 address; name servers cannot be looked up
     * @return the name server, with a time-out of 400 ms
     */
    public static NameServer of(String address) {
        return of(address, DNS_PORT);
    }

    /**
     * Returns a name server on any port.
     *
     * @param address a literal IPv4 or IPv6 address
     * @param port 1 to 65535
     * @return the name server, with a time-out of 400 ms
     */
    public static NameServer of(String address, int port) {
        Optional<InetAddress> literal = HostNames.strictLiteral(address);
        Checks.check(literal.isPresent(), "name server", "a literal address", "'" + address + "'");
        Checks.check(port > 0 && port <= 65_535, "port", "1 to 65535", port);
        return new NameServer(new InetSocketAddress(literal.orElseThrow(), port), DEFAULT_TIMEOUT);
    }

    /**
     * Returns this server with another time-out.
     *
     * @param limit how long one answer is waited for, 1 ms to 5 s
     * @return the changed copy
     */
    public NameServer timeout(Duration limit) {
        boolean ok = limit.toMillis() >= 1 && limit.compareTo(Duration.ofSeconds(5)) <= 0;
        Checks.check(ok, "timeout", "1 ms to 5 s", limit);
        return new NameServer(address, limit);
    }

    InetSocketAddress address() {
        return address;
    }

    Duration timeout() {
        return timeout;
    }

    /** Returns the address and the port, which is also the value of the tag {@code server}. */
    @Override
    public String toString() {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
