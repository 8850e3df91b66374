package io.mangaassist.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Learns the zones of addresses beside the lookup itself: when an answer holds an address whose zone is not known, the
 * zonal names of the host are asked for, and whatever they resolve to is in their zone. The answer never waits for it.
 */
final class ZonalUpstream implements Upstream {

    private final Upstream upstream;
    private final Map<String, Map<String, String>> zoneByNameByHost;
    private final Zones zones;

    /**
     * Wraps an upstream.
     *
     * @param zoneByNameByHost for each host its zonal names, and the zone of each
     */
    ZonalUpstream(Upstream upstream, Map<String, Map<String, String>> zoneByNameByHost, Zones zones) {
        this.upstream = upstream;
        this.zoneByNameByHost = zoneByNameByHost;
        this.zones = zones;
    }

    @Override
    public CompletableFuture<Found> lookup(String host, @Nullable PolicyRule rule) {
        CompletableFuture<Found> answer = upstream.lookup(host, rule);
        Map<String, String> names = zoneByNameByHost.getOrDefault(host, Map.of());
        return names.isEmpty()
                ? answer
                : answer.whenComplete((found, failure) -> {
                    if (found != null && hasUnknown(found.addresses())) {
                        names.forEach((name, zone) -> learn(name, zone, rule));
                    }
                });
    }

    private boolean hasUnknown(List<InetAddress> addresses) {
        return addresses.stream().anyMatch(address -> zones.zoneOf(address).isEmpty());
    }

    private void learn(String name, String zone, @Nullable PolicyRule rule) {
        Later.then(upstream.lookup(name, rule), (found, failure) -> {
            if (found != null && found.trusted()) {
                found.addresses().forEach(address -> zones.learn(address, zone));
            }
        });
    }
}
