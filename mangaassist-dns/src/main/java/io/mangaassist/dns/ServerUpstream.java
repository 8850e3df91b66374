package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import io.mangaassist.dns.ServerHealth.Standing;
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
        return first.handle((found, failure) -> new Half(Family.IPV4, found, failure))
                .thenCombine(second.handle((found, failure) -> new Half(Family.IPV6, found, failure)), Half::join);
    }

    /** What the race of one family brought: something, or a failure. */
    private record Half(
            Family family, @Nullable Found found, @Nullable Throwable failure) {

        Found join(Half other) {
            if (found == null) {
                return other.alone(this);
            }
            if (other.found() == null) {
                return alone(other);
            }
            if (found.trusted() != other.found().trusted()) {
                return found.trusted()
                        ? found.without(other.family())
                        : other.found().without(family);
            }
            Duration ttl = found.ttl().compareTo(other.found().ttl()) < 0
                    ? found.ttl()
                    : other.found().ttl();
            return new Found(found.addresses(), ttl, found.trusted())
                    .with(other.found().addresses());
        }

        /** Stands for both. That the other name has no address is an answer; all else says nothing of what was known. */
        private Found alone(Half other) {
            boolean nothingThere = LookupFailure.reasonOf(other.failure()) == Reason.NOT_FOUND;
            if (found == null) {
                throw new LookupFailure(LookupFailure.reasonOf(nothingThere ? failure : other.failure()));
            }
            return nothingThere ? found : found.without(other.family());
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
