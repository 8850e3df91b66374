package io.mangaassist.operate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a resource says about where packets go: destination or property to target, sorted. Two states of one resource
 * route alike if their facts are equal, whatever else (tags, descriptions) differs.
 */
final class RouteFacts {

    /** Stands for a value that only the apply will know. */
    static final String UNKNOWN = "known after apply";

    static final Set<String> TABLES = Set.of("aws_route_table", "aws_default_route_table");
    static final String ROUTE = "aws_route";
    private static final String NAT = "aws_nat_gateway";
    private static final String ENDPOINT = "aws_vpc_endpoint";
    private static final String ENDPOINT_TABLE = "aws_vpc_endpoint_route_table_association";
    private static final String SUBNET_TABLE = "aws_route_table_association";
    private static final String MAIN_TABLE = "aws_main_route_table_association";

    private static final List<String> INLINE_DESTINATIONS =
            List.of("cidr_block", "ipv6_cidr_block", "destination_prefix_list_id");
    private static final List<String> DESTINATIONS =
            List.of("destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id");
    private static final List<String> TARGETS = List.of(
            "nat_gateway_id",
            "gateway_id",
            "vpc_endpoint_id",
            "transit_gateway_id",
            "vpc_peering_connection_id",
            "network_interface_id",
            "egress_only_gateway_id",
            "carrier_gateway_id",
            "local_gateway_id",
            "core_network_arn");

    private final RouteNode state;
    private final RouteNode unknown;
    private final Map<String, String> facts = new TreeMap<>();

    private RouteFacts(RouteNode state, RouteNode unknown) {
        this.state = state;
        this.unknown = unknown;
    }

    /** Returns the facts of a state; {@code unknown} marks what the apply will fill in. None for other types. */
    static Map<String, String> of(String type, RouteNode state, RouteNode unknown) {
        RouteFacts of = new RouteFacts(state, unknown);
        if (!state.isAbsent()) {
            of.collect(type);
        }
        return of.facts;
    }

    private void collect(String type) {
        switch (type) {
            case "aws_route_table", "aws_default_route_table" -> table();
            case ROUTE -> route();
            case NAT -> nat();
            case ENDPOINT -> endpoint();
            case ENDPOINT_TABLE -> facts.put("route table " + text("route_table_id"), text("vpc_endpoint_id"));
            case SUBNET_TABLE -> facts.put(first(List.of("subnet_id", "gateway_id")), text("route_table_id"));
            case MAIN_TABLE -> facts.put("main table of " + text("vpc_id"), text("route_table_id"));
            default -> {}
        }
    }

    private void table() {
        facts.put("route table", text("id"));
        if (unknown.get("route").isTrue()) {
            facts.put("routes", UNKNOWN);
        }
        List<RouteNode> routes = state.get("route").elements();
        for (int i = 0; i < routes.size(); i++) {
            RouteFacts inline =
                    new RouteFacts(routes.get(i), unknown.get("route").at(i));
            facts.put(inline.first(INLINE_DESTINATIONS), inline.first(TARGETS));
        }
    }

    private void route() {
        facts.put(first(DESTINATIONS), first(TARGETS));
        facts.put("in table", text("route_table_id"));
    }

    private void nat() {
        facts.put("NAT gateway", text("id"));
        for (String property : List.of("subnet_id", "allocation_id", "connectivity_type")) {
            facts.put(property, text(property));
        }
    }

    /** A gateway endpoint writes routes of its own into the tables it is given. */
    private void endpoint() {
        boolean gateway = text("vpc_endpoint_type").equals("Gateway");
        if (gateway && unknown.get("route_table_ids").hasTrue()) {
            facts.put("route tables", UNKNOWN);
        }
        if (gateway) {
            state.get("route_table_ids")
                    .elements()
                    .forEach(table -> facts.put("route table " + table.text(), text("id")));
        }
    }

    /** Returns the first of several properties that is set. */
    private String first(List<String> properties) {
        return properties.stream()
                .map(this::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String text(String property) {
        return unknown.get(property).hasTrue() ? UNKNOWN : state.get(property).text();
    }
}
