package io.mangaassist.dns;

import io.mangaassist.dns.EndpointHealth.AddressHealth;
import io.mangaassist.dns.EndpointHealth.ServerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words why an endpoint does not meet its expectation. */
final class EndpointProblems {

    private EndpointProblems() {}

    static List<String> find(
            EndpointExpectation endpoint,
            EndpointRoute route,
            List<ServerView> servers,
            List<AddressHealth> addresses,
            Duration limit) {
        List<String> problems = new ArrayList<>();
        if (route != endpoint.route()) {
            problems.add("it leads " + route + ", not " + endpoint.route());
        }
        if (servers.stream().map(ServerView::route).distinct().count() > 1) {
            problems.add("the name servers disagree");
        }
        double millis = limit.toNanos() / 1e6;
        for (ServerView server : servers) {
            if (server.millis() > millis) {
                problems.add(slow("name server " + server.server(), server.millis(), millis));
            }
        }
        for (AddressHealth address : addresses) {
            if (address.expected() && !address.problem().isEmpty()) {
                problems.add(address.address() + ": " + address.problem());
            } else if (address.connectMillis() > millis) {
                problems.add(slow("connection to " + address.address(), address.connectMillis(), millis));
            }
        }
        return problems;
    }

    private static String slow(String what, double took, double limit) {
        return String.format(Locale.ROOT, "%s took %.1f ms, more than %.0f ms", what, took, limit);
    }
}
