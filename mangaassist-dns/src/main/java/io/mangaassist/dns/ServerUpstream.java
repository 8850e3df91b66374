package io.mangaassist.dns;

import io.mangaassist.dns.ServerHealth.Standing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the name servers: one race for each family that the policy could accept, and both results together. */
final class ServerUpstream implements Upstream {

    private final List<Server> servers;
    private final Map<String, List<String>> aliases;
    private final RaceTools tools;

    ServerUpstream(List<Server> servers, Map<String, List<String>> aliases, RaceTools tools) {
        this.servers = servers;
        this.aliases = aliases;
        this.tools = tools;
    }

    @Override
    public CompletableFuture<Found> lookup(String host, @Nullable PolicyRule rule) {
        List<CompletableFuture<Found>> races = Stream.of(Family.values())
                .filter(family -> rule == null || rule.wants(family))
                .map(family -> new ServerRace(new Question(host, family, rule), attempts(host), tools).start())
                .toList();
        return races.size() == 1 ? races.get(0) : both(races.get(0), races.get(1));
    }

    /**
     * Probes, then the closed servers, then the open ones. Aliases come before the host, because they bring the right
     * addresses even from a wrong server.
     */
    private List<Attempt> attempts(String host) {
        List<String> names = new ArrayList<>(aliases.getOrDefault(host, List.of()));
        names.add(host);
        Map<Standing, List<Server>> byStanding = servers.stream().collect(Collectors.groupingBy(Server::admit));
        List<Server> probed = byStanding.getOrDefault(Standing.PROBE, List.of());
        List<Attempt> attempts = new ArrayList<>();
        add(attempts, Standing.PROBE, probed, names.subList(0, 1));
        add(attempts, Standing.CLOSED, byStanding.getOrDefault(Standing.CLOSED, List.of()), names);
        add(attempts, Standing.OPEN, byStanding.getOrDefault(Standing.OPEN, List.of()), names);
        add(attempts, Standing.OPEN, probed, names.subList(1, names.size()));
        return attempts;
    }

    private static void add(List<Attempt> attempts, Standing standing, List<Server> servers, List<String> names) {
        names.forEach(name -> servers.forEach(server -> attempts.add(new Attempt(server, name, standing))));
    }

    private static CompletableFuture<Found> both(CompletableFuture<Found> first, CompletableFuture<Found> second) {
        return first.handle((found, failure) -> new Outcome(found, failure))
                .thenCombine(second.handle((found, failure) -> new Outcome(found, failure)), ServerUpstream::join);
    }

    private static Found join(Outcome one, Outcome two) {
        if (one.found() == null || two.found() == null) {
            return one.found() != null ? one.found() : two.foundOrThrow(one.failure());
        }
        if (one.found().trusted() != two.found().trusted()) {
            return one.found().trusted() ? one.found() : two.found();
        }
        List<InetAddress> all = new ArrayList<>(one.found().addresses());
        all.addAll(two.found().addresses());
        Duration ttl = one.found().ttl().compareTo(two.found().ttl()) < 0
                ? one.found().ttl()
                : two.found().ttl();
        return new Found(List.copyOf(all), ttl, one.found().trusted());
    }

    private record Outcome(@Nullable Found found, @Nullable Throwable failure) {

        Found foundOrThrow(@Nullable Throwable otherFailure) {
            if (found != null) {
                return found;
            }
            throw new LookupFailure(
                    LookupFailure.reasonOf(otherFailure != null ? otherFailure : new RuntimeException()));
        }
    }

    /**
     * What is asked.
     *
     * @param host the host whose addresses are wanted
     * @param rule what the policy says of it, or null
     */
    record Question(String host, Family family, @Nullable PolicyRule rule) {}

    /**
     * Whom to ask by which name.
     *
     * @param standing of the server when the lookup started
     */
    record Attempt(Server server, String name, Standing standing) {}
}
