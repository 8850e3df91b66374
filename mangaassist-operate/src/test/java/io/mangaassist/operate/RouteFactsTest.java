package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouteFactsTest {

    @Test
    void associations_say_which_table_serves_what() {
        assertThat(facts("aws_route_table_association", Map.of("subnet_id", "subnet-1", "route_table_id", "rtb-1")))
                .containsExactly(Map.entry("subnet-1", "rtb-1"));
        assertThat(facts("aws_route_table_association", Map.of("gateway_id", "igw-1", "route_table_id", "rtb-1")))
                .containsExactly(Map.entry("igw-1", "rtb-1"));
        assertThat(facts("aws_main_route_table_association", Map.of("vpc_id", "vpc-1", "route_table_id", "rtb-1")))
                .containsExactly(Map.entry("main table of vpc-1", "rtb-1"));
        assertThat(facts(
                        "aws_vpc_endpoint_route_table_association",
                        Map.of("vpc_endpoint_id", "vpce-1", "route_table_id", "rtb-1")))
                .containsExactly(Map.entry("route table rtb-1", "vpce-1"));
    }

    @Test
    void a_gateway_endpoint_routes_and_an_interface_endpoint_does_not() {
        RouteNode unknown = new RouteNode(Map.of("id", true, "route_table_ids", true));

        assertThat(facts("aws_vpc_endpoint", endpoint("Gateway")))
                .containsExactly(Map.entry("route table rtb-1", "vpce-1"));
        assertThat(RouteFacts.of("aws_vpc_endpoint", new RouteNode(Map.of("vpc_endpoint_type", "Gateway")), unknown))
                .containsExactly(Map.entry("route tables", "known after apply"));
        assertThat(RouteFacts.of("aws_vpc_endpoint", new RouteNode(Map.of("vpc_endpoint_type", "Interface")), unknown))
                .isEmpty();
        assertThat(facts("aws_vpc_endpoint", endpoint("Interface"))).isEmpty();
    }

    @Test
    void the_routes_of_a_default_table_are_read_like_those_of_any_other() {
        Map<String, Object> route = Map.of("destination_prefix_list_id", "pl-1", "transit_gateway_id", "tgw-1");

        assertThat(facts("aws_default_route_table", Map.of("id", "rtb-1", "route", List.of(route))))
                .containsOnly(Map.entry("pl-1", "tgw-1"), Map.entry("route table", "rtb-1"));
    }

    @Test
    void what_does_not_route_has_no_facts() {
        assertThat(facts("aws_security_group", Map.of("id", "sg-1"))).isEmpty();
    }

    private static Map<String, Object> endpoint(String type) {
        return Map.of("id", "vpce-1", "vpc_endpoint_type", type, "route_table_ids", List.of("rtb-1"));
    }

    private static Map<String, String> facts(String type, Map<String, Object> state) {
        return RouteFacts.of(type, new RouteNode(state), RouteNode.NONE);
    }
}
