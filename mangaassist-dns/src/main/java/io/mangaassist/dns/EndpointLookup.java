package io.mangaassist.dns;

import io.mangaassist.dns.AnswerReader.Reading;
import io.mangaassist.dns.EndpointHealth.ServerView;
import io.micrometer.core.instrument.Clock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks one name server, or the operating system, for all addresses of an endpoint, and waits for the answer. */
final class EndpointLookup {

    private final DnsTransport transport;
    private final AnswerReader reader;
    private final Clock clock;

    EndpointLookup(DnsTransport transport, AnswerReader reader, Clock clock) {
        this.transport = transport;
        this.reader = reader;
        this.clock = clock;
    }

    /** What a server said, and the addresses as such. */
    record Said(ServerView view, List<InetAddress> addresses) {}

    /**
     * Asks.
     *
     * @param server null for the operating system
     */
    Said ask(EndpointExpectation endpoint, @Nullable NameServer server) {
        List<InetAddress> addresses = new ArrayList<>();
        long start = clock.monotonicTime();
        long ttl = -1;
        if (server == null) {
            addresses.addAll(system(endpoint.host()));
        } else {
            for (Family family : Family.values()) {
                if (family == Family.IPV4 ? endpoint.wantsIpv4() : endpoint.wantsIpv6()) {
                    Reading reading = query(endpoint.host(), server, family);
                    addresses.addAll(reading.addresses());
                    ttl = reading.addresses().isEmpty() ? ttl : reading.ttl().toSeconds();
                }
            }
        }
        double millis = (clock.monotonicTime() - start) / 1e6;
        ServerView view = new ServerView(
                server == null ? "system" : server.toString(),
                endpoint.routeOf(addresses),
                millis,
                ttl,
                addresses.stream().map(InetAddress::getHostAddress).toList());
        return new Said(view, addresses);
    }

    private Reading query(String host, NameServer server, Family family) {
        try {
            return reader.read(
                    host, host, family, transport.query(server, host, family).join());
        } catch (CompletionException noAnswer) {
            return Reading.nothing(Verdict.TIMEOUT);
        }
    }

    private static List<InetAddress> system(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}
