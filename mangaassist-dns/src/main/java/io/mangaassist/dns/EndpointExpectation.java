package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where an endpoint should lead.
 *
 * @param host its host name
 * @param port 1 to 65535, where its addresses are tried; 443 is tried with TLS, others by a connection only
 * @param route {@link EndpointRoute#PRIVATE} or {@link EndpointRoute#GATEWAY}
 * @param cidrs the ranges that its addresses must be in: subnets of the VPC, or those of the gateway's prefix list
 */
public record EndpointExpectation(String host, int port, EndpointRoute route, List<String> cidrs) {

    /** Checks the values. */
    public EndpointExpectation {
        host = HostPattern.parse(host).name();
        Checks.check(port > 0 && port <= 65_535, "port", "1 to 65535", port);
        boolean expectable = route == EndpointRoute.PRIVATE || route == EndpointRoute.GATEWAY;
        Checks.check(expectable, "route", "PRIVATE or GATEWAY", route);
        Checks.check(!cidrs.isEmpty(), "cidrs of " + host, "at least one range", "none");
        cidrs.forEach(Cidr::parse);
        cidrs = List.copyOf(cidrs);
    }

    /**
     * Expects an interface endpoint.
     *
     * @param host its host name
     * @param cidrs the subnets of its addresses
     * @return the expectation, on port 443
     */
    public static EndpointExpectation privately(String host, String... cidrs) {
        return new EndpointExpectation(host, 443, EndpointRoute.PRIVATE, List.of(cidrs));
    }

    /**
     * Parses one line of an expectation file.
     *
     * @param line host, port, route and ranges, as in {@code bedrock.example 443 PRIVATE 10.0.0.0/16,10.1.0.0/16}
     * @return the expectation
     * @throws IllegalArgumentException if the line is not of that form
     */
    public static EndpointExpectation parse(String line) {
        String[] cells = line.strip().split("\\s+", -1);
        Checks.check(cells.length == 4, "expectation", "host port route cidr,cidr", "'" + line + "'");
        Checks.check(cells[1].matches("[0-9]{1,5}"), "port", "1 to 65535", cells[1]);
        EndpointRoute route = Arrays.stream(EndpointRoute.values())
                .filter(each -> each.name().equals(cells[2].toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("route must be PRIVATE or GATEWAY, was " + cells[2]));
        return new EndpointExpectation(cells[0], Integer.parseInt(cells[1]), route, List.of(cells[3].split(",", -1)));
    }

    boolean expects(InetAddress address) {
        return cidrs.stream().map(Cidr::parse).anyMatch(range -> range.contains(address.getAddress()));
    }

    boolean wantsIpv6() {
        return cidrs.stream().map(Cidr::parse).anyMatch(Cidr::isIpv6);
    }

    boolean wantsIpv4() {
        return cidrs.stream().map(Cidr::parse).anyMatch(range -> !range.isIpv6());
    }

    /** Says where these addresses lead. */
    EndpointRoute routeOf(List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return EndpointRoute.UNRESOLVED;
        }
        long expected = addresses.stream().filter(this::expects).count();
        return expected == addresses.size() ? route : expected == 0 ? EndpointRoute.PUBLIC : EndpointRoute.MIXED;
    }
}
