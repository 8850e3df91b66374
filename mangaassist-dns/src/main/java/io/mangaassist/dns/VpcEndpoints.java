package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import io.mangaassist.core.TaskPlacement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known of the VPC endpoints behind hosts: the names that they have of their own, where their addresses are, and
 * where this task is. Immutable: each method returns a changed copy.
 */
public final class VpcEndpoints {

    private static final VpcEndpoints NONE = new VpcEndpoints(TaskPlacement::unknown, List.of(), Map.of(), Map.of());

    private final Supplier<TaskPlacement> placement;
    private final List<Map.Entry<Cidr, String>> zoneRanges;
    private final Map<String, Map<String, String>> zonalNames;
    private final Map<String, List<String>> aliases;

    private VpcEndpoints(
            Supplier<TaskPlacement> placement,
            List<Map.Entry<Cidr, String>> zoneRanges,
            Map<String, Map<String, String>> zonalNames,
            Map<String, List<String>> aliases) {
        this.placement = placement;
        this.zoneRanges = zoneRanges;
        this.zonalNames = zonalNames;
        this.aliases = aliases;
    }

    /**
     * Returns what is known by default: nothing, so that all addresses of a host take turns.
     *
     * @return the one instance
     */
    public static VpcEndpoints none() {
        return NONE;
    }

    /**
     * Asks for other names in place of a host, and for the host itself only if they bring nothing. The names that an
     * endpoint has of its own ({@code vpce-….vpce.amazonaws.com}) resolve to its private addresses from any name server.
     * Connections still use the host's name for TLS.
     *
     * @param host the host that applications ask for
     * @param names what the name servers are asked for, in this order; at least one
     * @return the changed copy
     */
    public VpcEndpoints alias(String host, String... names) {
        Checks.check(names.length > 0, "names for " + host, "at least one", "none");
        Map<String, List<String>> more = new LinkedHashMap<>(aliases);
        List<String> normal =
                Arrays.stream(names).map(name -> HostPattern.parse(name).name()).toList();
        more.put(HostPattern.parse(host).name(), normal);
        return new VpcEndpoints(placement, zoneRanges, zonalNames, more);
    }

    /**
     * Tells where this task is: addresses of its zone come first.
     *
     * @param where asked at each new answer, from the resolver's threads; must not block. A future's
     *     {@code getNow(TaskPlacement.unknown())} will do.
     * @return the changed copy
     */
    public VpcEndpoints placement(Supplier<TaskPlacement> where) {
        return new VpcEndpoints(where, zoneRanges, zonalNames, aliases);
    }

    /**
     * Tells which addresses are in a zone.
     *
     * @param zone as in {@code ap-northeast-1a}
     * @param cidrs its subnets
     * @return the changed copy
     */
    public VpcEndpoints zone(String zone, String... cidrs) {
        Checks.notBlank("zone", zone);
        List<Map.Entry<Cidr, String>> more = new ArrayList<>(zoneRanges);
        for (String cidr : cidrs) {
            more.add(Map.entry(Cidr.parse(cidr), zone));
        }
        return new VpcEndpoints(placement, List.copyOf(more), zonalNames, aliases);
    }

    /**
     * Tells a zonal name of a host's endpoint: whatever it resolves to is in that zone. It is asked for when an answer
     * holds an address whose zone is not known; the answer does not wait for it.
     *
     * @param host the host that applications ask for
     * @param zone as in {@code ap-northeast-1a}
     * @param name as in {@code vpce-0a1b-ap-northeast-1a.bedrock-runtime.ap-northeast-1.vpce.amazonaws.com}
     * @return the changed copy
     */
    public VpcEndpoints zonalName(String host, String zone, String name) {
        String normal = HostPattern.parse(host).name();
        Map<String, Map<String, String>> more = new LinkedHashMap<>(zonalNames);
        Map<String, String> ofHost = new LinkedHashMap<>(more.getOrDefault(normal, Map.of()));
        ofHost.put(HostPattern.parse(name).name(), Checks.notBlank("zone", zone));
        more.put(normal, ofHost);
        return new VpcEndpoints(placement, zoneRanges, more, aliases);
    }

    Supplier<TaskPlacement> placement() {
        return placement;
    }

    List<Map.Entry<Cidr, String>> zoneRanges() {
        return zoneRanges;
    }

    /** Returns for each host its zonal names, and the zone of each. */
    Map<String, Map<String, String>> zonalNames() {
        return zonalNames;
    }

    /** Returns for each host what is asked for in its place. */
    Map<String, List<String>> aliases() {
        return aliases;
    }

    boolean needNameServers() {
        return !aliases.isEmpty() || !zonalNames.isEmpty();
    }

    @Override
    public String toString() {
        return "VpcEndpoints{aliases=" + aliases + ", zonalNames=" + zonalNames + ", zones=" + zoneRanges + "}";
    }
}
