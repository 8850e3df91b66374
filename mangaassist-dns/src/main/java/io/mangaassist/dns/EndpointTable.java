package io.mangaassist.dns;

import io.mangaassist.dns.EndpointHealth.AddressHealth;
import io.mangaassist.dns.EndpointHealth.ServerView;
import java.util.Locale;

/** Writes a report as text. */
final class EndpointTable {

    private EndpointTable() {}

    static String render(EndpointReport report) {
        StringBuilder text = new StringBuilder();
        for (EndpointHealth endpoint : report.endpoints()) {
            endpoint(endpoint, text);
        }
        return text.append(report.isHealthy() ? "All endpoints meet their expectation." : "NOT as expected.")
                .append('\n')
                .toString();
    }

    private static void endpoint(EndpointHealth endpoint, StringBuilder text) {
        EndpointExpectation expected = endpoint.expectation();
        String verdict = endpoint.isHealthy() ? "OK  " : "FAIL";
        line(
                text,
                verdict + " " + expected.host() + ":" + expected.port() + "  " + endpoint.route() + " (expected "
                        + expected.route() + ")");
        endpoint.servers().forEach(server -> line(text, server(server)));
        endpoint.addresses().forEach(address -> line(text, address(address)));
        endpoint.missingZones().forEach(zone -> line(text, "     no address in " + zone));
        endpoint.problems().forEach(problem -> line(text, "     problem: " + problem));
    }

    private static String server(ServerView server) {
        return String.format(
                Locale.ROOT,
                "     server  %-22s %-10s %s  ttl %3d  %s",
                server.server(),
                server.route(),
                millis(server.millis()),
                server.ttlSeconds(),
                String.join(" ", server.addresses()));
    }

    private static String address(AddressHealth address) {
        return String.format(
                Locale.ROOT,
                "     address %-22s %-16s connect %s  tls %s  %s",
                address.address(),
                address.zone(),
                millis(address.connectMillis()),
                millis(address.tlsMillis()),
                address.problem().isEmpty() ? address.certificate() : address.problem());
    }

    private static String millis(double value) {
        return value < 0 ? "      -   " : String.format(Locale.ROOT, "%7.1f ms", value);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
