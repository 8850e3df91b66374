package io.mangaassist.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The routes that an earlier check saw, one line an endpoint: host, route, and the networks of its addresses (/24 or /64,
 * since single addresses come and go).
 */
final class RouteBaseline {

    private RouteBaseline() {}

    /** Returns in words what is different from the earlier check; empty if nothing is, or if there was none. */
    static List<String> differences(Path file, EndpointReport report) throws IOException {
        Map<String, String> before = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.strip().split("\\s+", 2);
                if (cells.length == 2 && !line.startsWith("#")) {
                    before.put(cells[0], cells[1]);
                }
            }
        }
        List<String> differences = new ArrayList<>();
        routes(report).forEach((host, now) -> {
            String was = before.get(host);
            if (was != null && !was.equals(now)) {
                differences.add(host + " was " + was + ", is " + now);
            }
        });
        return differences;
    }

    static void write(Path file, EndpointReport report) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# host route networks, as of " + report.at()));
        routes(report).forEach((host, route) -> lines.add(host + " " + route));
        Files.write(file, lines);
    }

    private static Map<String, String> routes(EndpointReport report) {
        Map<String, String> routes = new TreeMap<>();
        for (EndpointHealth endpoint : report.endpoints()) {
            TreeSet<String> networks = new TreeSet<>();
            endpoint.addresses().forEach(address -> networks.add(network(address.address())));
            routes.put(endpoint.expectation().host(), (endpoint.route() + " " + String.join(",", networks)).strip());
        }
        return routes;
    }

    private static String network(String text) {
        Optional<InetAddress> address = HostNames.strictLiteral(text);
        byte[] bytes = address.map(InetAddress::getAddress).orElse(new byte[4]);
        int prefix = bytes.length == 4 ? 24 : 64;
        for (int i = prefix / 8; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        return HostNames.address("", bytes).getHostAddress() + "/" + prefix;
    }
}
