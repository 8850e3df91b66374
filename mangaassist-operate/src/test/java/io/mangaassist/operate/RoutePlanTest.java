package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corners of the format that the real plans do not reach, written after its documentation. */
final class RoutePlanTest {

    private static final String TABLE = """
            {"id": "rtb-1", "route": [{"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1", "gateway_id": ""}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_deleted_table_takes_its_default_route_away() throws IOException {
        RoutePlan plan = plan(change("\"mode\": \"managed\"", "delete", TABLE, "null"));

        assertThat(plan.planned())
                .extracting(RouteLine::what, RouteLine::from, RouteLine::to)
                .containsExactly(tuple("0.0.0.0/0", "nat-1", "none"), tuple("route table", "rtb-1", "none"));
        assertThat(plan.after()).as("nothing routes any more").isEmpty();
    }

    @Test
    void a_data_source_that_reads_a_table_changes_nothing() throws IOException {
        RoutePlan plan = plan(change("\"mode\": \"data\"", "read", "null", TABLE));

        assertThat(plan.planned()).isEmpty();
        assertThat(plan.after()).isEmpty();
    }

    @Test
    void a_moved_table_is_known_under_its_new_address_only() throws IOException {
        RoutePlan plan = plan(change(
                "\"mode\": \"managed\", \"previous_address\": \"module.net.aws_route_table.old\"",
                "no-op",
                TABLE,
                TABLE));

        assertThat(plan.planned()).isEmpty();
        assertThat(plan.after()).containsOnlyKeys("aws_route_table.t");
    }

    @Test
    void a_table_in_a_module_that_the_plan_does_not_mention_is_read_from_the_state() throws IOException {
        RoutePlan plan = plan("");

        assertThat(plan.after()).containsOnlyKeys("module.net.aws_route_table.old");
        assertThat(plan.after().values())
                .extracting(RoutePlan.State::facts)
                .containsExactly(Map.of("0.0.0.0/0", "nat-1", "route table", "rtb-1"));
    }

    @Test
    void a_deposed_table_does_not_stand_for_the_one_that_replaced_it() throws IOException {
        String replaced = TABLE.replace("rtb-1", "rtb-2");
        RoutePlan plan = plan(change("\"mode\": \"managed\"", "no-op", replaced, replaced) + ","
                + change("\"mode\": \"managed\", \"deposed\": \"00000001\"", "delete", TABLE, "null"));

        assertThat(plan.after().get("aws_route_table.t"))
                .extracting(RoutePlan.State::id)
                .isEqualTo("rtb-2");
    }

    @Test
    void an_ipv6_default_route_and_an_unknown_list_of_routes_are_seen() throws IOException {
        String ipv6 =
                "{\"id\": \"rtb-1\", \"route\": [{\"ipv6_cidr_block\": \"::/0\", \"egress_only_gateway_id\": \"eigw-1\"}]}";
        RoutePlan plan = plan(change("\"mode\": \"managed\"", "create", "null", ipv6));
        RoutePlan unknown = plan(change("\"mode\": \"managed\"", "create", "null", "{\"id\": \"rtb-1\"}")
                .replace("\"after_unknown\": {}", "\"after_unknown\": {\"route\": true}"));

        assertThat(plan.planned()).anyMatch(line -> line.text().endsWith("none -> eigw-1   (default route)"));
        assertThat(unknown.planned())
                .anyMatch(line -> line.what().equals("routes") && line.to().equals("known after apply"));
    }

    private RoutePlan plan(String changes) throws IOException {
        String state = changes.contains("module.net") || changes.isEmpty() ? TABLE : "null";
        String json = """
                {"format_version": "1.2", "planned_values": {}, "resource_changes": [%s],
                 "prior_state": {"values": {"root_module": {"child_modules": [{"child_modules": [], "resources": [
                   {"address": "module.net.aws_route_table.old", "mode": "managed", "type": "aws_route_table",
                    "values": %s}]}]}}}}
                """.formatted(changes, state);
        return RoutePlan.read(Files.writeString(folder.resolve("plan.json"), json));
    }

    private static String change(String more, String action, String before, String after) {
        return """
               {"address": "aws_route_table.t", "type": "aws_route_table", %s,
                "change": {"actions": ["%s"], "before": %s, "after": %s, "after_unknown": {}}}
               """.formatted(more, action, before, after);
    }
}
