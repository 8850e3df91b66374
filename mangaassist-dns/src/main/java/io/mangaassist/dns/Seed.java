package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers given at deployment, as in {@code host=10.0.1.10,10.0.2.10;other=10.0.3.3}. */
final class Seed {

    private Seed() {}

    /** Parses a seed; a bad one is a mistake of the deployment and is said so at once. */
    static List<Keepsake> parse(String text, long now) {
        List<Keepsake> keepsakes = new ArrayList<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                keepsakes.add(entry(entry.strip(), now));
            }
        }
        return keepsakes;
    }

    private static Keepsake entry(String entry, long now) {
        int equals = entry.indexOf('=');
        Checks.check(equals > 0, "seed", "host=address,address;host=address", "'" + entry + "'");
        String host = HostPattern.parse(entry.substring(0, equals).strip()).name();
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : entry.substring(equals + 1).split(",", -1)) {
            Optional<InetAddress> address = HostNames.strictLiteral(text.strip());
            Checks.check(address.isPresent(), "seed of " + host, "literal addresses", "'" + text + "'");
            addresses.add(HostNames.address(host, address.orElseThrow().getAddress()));
        }
        return new Keepsake(host, now, addresses);
    }
}
