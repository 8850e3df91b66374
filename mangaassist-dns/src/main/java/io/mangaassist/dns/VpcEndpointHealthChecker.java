package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import io.mangaassist.core.NamedThreads;
import io.mangaassist.dns.EndpointHealth.AddressHealth;
import io.mangaassist.dns.EndpointHealth.ServerView;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks after a change of the network whether every endpoint still leads where it should: asks each name server, holds
 * every address against the expected ranges, and connects to those that are in them (never to others), with TLS and the
 * certificate's name. The command line is {@link VpcEndpointCheck}.
 *
 * <p>Immutable; each {@link #check()} uses threads of its own, which it ends, and blocks until it is done.
 */
public final class VpcEndpointHealthChecker {

    private final Builder settings;

    private VpcEndpointHealthChecker(Builder settings) {
        this.settings = settings;
    }

    /**
     * Returns a builder without endpoints.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks every endpoint, one after another. Blocks: at worst for the time-outs of all servers and addresses.
     *
     * @return the report
     */
    public EndpointReport check() {
        Instant start = Instant.ofEpochMilli(settings.clock.wallTime());
        try (DnsMeters meters = new DnsMeters(new SimpleMeterRegistry(), "endpoint-check", AnswerPolicy.open());
                NettyDnsTransport transport = new NettyDnsTransport(
                        settings.nameServers, NamedThreads.daemons("mangaassist-dns-check"), meters)) {
            EndpointLookup lookup = new EndpointLookup(transport, new AnswerReader(meters), settings.clock);
            return new EndpointReport(
                    start,
                    settings.expectations.stream()
                            .map(endpoint -> check(endpoint, lookup))
                            .toList());
        }
    }

    private EndpointHealth check(EndpointExpectation endpoint, EndpointLookup lookup) {
        List<EndpointLookup.Said> said = askAll(endpoint, lookup);
        Map<String, InetAddress> distinct = new LinkedHashMap<>();
        said.forEach(one -> one.addresses().forEach(address -> distinct.put(address.getHostAddress(), address)));
        List<AddressHealth> addresses = distinct.values().stream()
                .map(address -> attempt(endpoint, address))
                .toList();
        EndpointRoute route = route(endpoint, List.copyOf(distinct.values()), addresses);
        List<ServerView> views = said.stream().map(EndpointLookup.Said::view).toList();
        List<String> problems = EndpointProblems.find(endpoint, route, views, addresses, settings.latencyLimit);
        return new EndpointHealth(endpoint, route, views, addresses, missingZones(addresses), problems);
    }

    private List<EndpointLookup.Said> askAll(EndpointExpectation endpoint, EndpointLookup lookup) {
        return settings.nameServers.isEmpty()
                ? List.of(lookup.ask(endpoint, null))
                : settings.nameServers.stream()
                        .map(server -> lookup.ask(endpoint, server))
                        .toList();
    }

    private AddressHealth attempt(EndpointExpectation endpoint, InetAddress address) {
        String zone = zoneOf(address);
        if (!endpoint.expects(address)) {
            return new AddressHealth(
                    address.getHostAddress(), zone, false, -1, -1, "", "outside the expected ranges, not connected to");
        }
        return new EndpointConnection(settings.tls(), settings.timeout, settings.clock, settings.sslContext != null)
                .attempt(endpoint, address, zone);
    }

    private static EndpointRoute route(
            EndpointExpectation endpoint, List<InetAddress> distinct, List<AddressHealth> addresses) {
        EndpointRoute route = endpoint.routeOf(distinct);
        boolean dead = addresses.stream().noneMatch(address -> address.connectMillis() >= 0);
        return route == endpoint.route() && dead ? EndpointRoute.STALE : route;
    }

    private String zoneOf(InetAddress address) {
        return settings.zones.entrySet().stream()
                .filter(zone -> zone.getValue().stream().anyMatch(range -> range.contains(address.getAddress())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("unknown");
    }

    private List<String> missingZones(List<AddressHealth> addresses) {
        TreeSet<String> missing = new TreeSet<>(settings.zones.keySet());
        addresses.forEach(address -> missing.remove(address.zone()));
        return List.copyOf(missing);
    }

    /** Collects the settings; not thread-safe. */
    public static final class Builder {

        private final List<EndpointExpectation> expectations = new ArrayList<>();
        private final List<NameServer> nameServers = new ArrayList<>();
        private final Map<String, List<Cidr>> zones = new LinkedHashMap<>();
        private Duration latencyLimit = Duration.ofMillis(50);
        private Duration timeout = Duration.ofSeconds(2);
        private Clock clock = Clock.SYSTEM;
        private @Nullable SSLContext sslContext;

        private Builder() {}

        private Builder(Builder original) {
            expectations.addAll(original.expectations);
            nameServers.addAll(original.nameServers);
            zones.putAll(original.zones);
            latencyLimit = original.latencyLimit;
            timeout = original.timeout;
            clock = original.clock;
            sslContext = original.sslContext;
        }

        /**
         * Adds endpoints.
         *
         * @param endpoints where each should lead; at least one in all
         */
        public Builder expect(List<EndpointExpectation> endpoints) {
            expectations.addAll(endpoints);
            return this;
        }

        /**
         * Sets the name servers, each of which is asked. Default: none, so that the operating system is asked.
         *
         * @param servers literal addresses
         */
        public Builder nameServers(List<NameServer> servers) {
            nameServers.clear();
            nameServers.addAll(servers);
            return this;
        }

        /**
         * Tells which addresses are in a zone; the report names the zones without an address.
         *
         * @param zone as in {@code ap-northeast-1a}
         * @param cidrs its subnets
         */
        public Builder zone(String zone, String... cidrs) {
            zones.put(
                    Checks.notBlank("zone", zone),
                    Stream.of(cidrs).map(Cidr::parse).toList());
            return this;
        }

        /**
         * Limits a name server's answer and a connection, each. Default: 50 ms, the runbook's alarm.
         *
         * @param limit greater than zero
         */
        public Builder latencyLimit(Duration limit) {
            this.latencyLimit = limit;
            return this;
        }

        /**
         * Limits the wait for a connection or a handshake. Default: 2 s.
         *
         * @param limit 1 ms to 1 minute
         */
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        /**
         * Sets whom to trust, and handshakes on every port. Default: the JDK's authorities, and port 443 only.
         *
         * @param context used for client sockets
         */
        public Builder sslContext(SSLContext context) {
            this.sslContext = context;
            return this;
        }

        /**
         * Builds the checker.
         *
         * @return the checker
         * @throws IllegalArgumentException if a setting is impossible; the message names it
         */
        public VpcEndpointHealthChecker build() {
            Checks.check(!expectations.isEmpty(), "expectations", "at least one", "none");
            Checks.positive("latencyLimit", latencyLimit);
            boolean sane = timeout.toMillis() >= 1 && timeout.compareTo(Duration.ofMinutes(1)) <= 0;
            Checks.check(sane, "timeout", "1 ms to 1 minute", timeout);
            return new VpcEndpointHealthChecker(new Builder(this));
        }

        private SSLSocketFactory tls() {
            SSLContext context = sslContext;
            return context == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : context.getSocketFactory();
        }
    }
}
