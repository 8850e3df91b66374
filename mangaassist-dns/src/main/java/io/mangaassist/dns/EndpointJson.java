package io.mangaassist.dns;

import io.mangaassist.dns.EndpointHealth.AddressHealth;
import io.mangaassist.dns.EndpointHealth.ServerView;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a report as JSON. */
final class EndpointJson {

    private EndpointJson() {}

    static String render(EndpointReport report) {
        return object(
                field("at", text(report.at().toString())),
                field("healthy", String.valueOf(report.isHealthy())),
                field("endpoints", array(report.endpoints(), EndpointJson::endpoint)));
    }

    private static String endpoint(EndpointHealth endpoint) {
        EndpointExpectation expected = endpoint.expectation();
        return object(
                field("host", text(expected.host())),
                field("port", String.valueOf(expected.port())),
                field("expectedRoute", text(expected.route().name())),
                field("expectedCidrs", array(expected.cidrs(), EndpointJson::text)),
                field("route", text(endpoint.route().name())),
                field("healthy", String.valueOf(endpoint.isHealthy())),
                field("servers", array(endpoint.servers(), EndpointJson::server)),
                field("addresses", array(endpoint.addresses(), EndpointJson::address)),
                field("missingZones", array(endpoint.missingZones(), EndpointJson::text)),
                field("problems", array(endpoint.problems(), EndpointJson::text)));
    }

    private static String server(ServerView server) {
        return object(
                field("server", text(server.server())),
                field("route", text(server.route().name())),
                field("millis", number(server.millis())),
                field("ttlSeconds", String.valueOf(server.ttlSeconds())),
                field("addresses", array(server.addresses(), EndpointJson::text)));
    }

    private static String address(AddressHealth address) {
        return object(
                field("address", text(address.address())),
                field("zone", text(address.zone())),
                field("expected", String.valueOf(address.expected())),
                field("connectMillis", number(address.connectMillis())),
                field("tlsMillis", number(address.tlsMillis())),
                field("certificate", text(address.certificate())),
                field("problem", text(address.problem())));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String object(String... fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private static <T> String array(Collection<T> items, Function<T, String> render) {
        return items.stream().map(render).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    private static String escaped(char c) {
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        return c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
    }
}
