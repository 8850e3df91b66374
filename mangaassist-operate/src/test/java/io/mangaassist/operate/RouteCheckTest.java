package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.operate.RouteReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouteCheckTest {

    @TempDir
    private Path folder;

    @Test
    void a_plan_that_changes_nothing_passes() {
        RouteReport report =
                check("no-change").expected(RoutePlans.file("expected")).build().run();

        assertThat(report.verdict()).as(report.text()).isEqualTo(Verdict.PASS);
        assertThat(report.text()).isEqualTo("check-routes: PASS\n");
    }

    @Test
    void the_announced_endpoint_passes_and_is_shown() {
        RouteReport report = check("endpoint-only")
                .announced(RoutePlans.file("announced-endpoint"))
                .expected(RoutePlans.file("expected"))
                .build()
                .run();

        assertThat(report.verdict()).as(report.text()).isEqualTo(Verdict.PASS);
        assertThat(report.text()).isEqualTo("""
                        check-routes: PASS

                        announced
                          aws_vpc_endpoint.dynamodb
                            route table rtb-0a0a0a0a0a0a0a0a0 none -> known after apply
                            route table rtb-0c0c0c0c0c0c0c0c0 none -> known after apply
                        """);
    }

    @Test
    void the_default_route_of_scenario_3_is_found_beside_the_announced_endpoint() {
        RouteReport report = check("scenario-3")
                .announced(RoutePlans.file("announced-endpoint"))
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text()).isEqualTo("""
                        check-routes: FAIL  1 finding

                        not announced
                          aws_route_table.private["ap-northeast-1a"]  rtb-0a0a0a0a0a0a0a0a0
                            0.0.0.0/0                      nat-0aaaa1111aaaa1111 -> nat-0cccc3333cccc3333   (default route)

                        announced
                          aws_vpc_endpoint.dynamodb
                            route table rtb-0a0a0a0a0a0a0a0a0 none -> known after apply
                            route table rtb-0c0c0c0c0c0c0c0c0 none -> known after apply
                        """);
    }

    @Test
    void without_announcements_nothing_may_change() {
        RouteReport report = check("endpoint-only").build().run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text()).contains("FAIL  2 findings", "not announced\n  aws_vpc_endpoint.dynamodb");
    }

    @Test
    void a_wrongly_merged_state_that_plans_nothing_is_found_by_the_expected_routes() {
        assertThat(check("merged-state").build().run().verdict())
                .as("the plan alone cannot show it")
                .isEqualTo(Verdict.PASS);

        RouteReport report = check("merged-state")
                .expected(RoutePlans.file("expected"))
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text())
                .contains("not as the expected routes\n  rtb-0a0a0a0a0a0a0a0a0  0.0.0.0/0  "
                        + "expected nat-0aaaa1111aaaa1111, will be nat-0cccc3333cccc3333");
    }

    @Test
    void a_replaced_gateway_shows_itself_and_the_routes_that_will_follow_it() {
        RouteReport report = check("nat-replaced")
                .expected(RoutePlans.file("expected"))
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text())
                .contains("aws_nat_gateway.this[\"ap-northeast-1a\"]  nat-0aaaa1111aaaa1111")
                .containsPattern("NAT gateway +nat-0aaaa1111aaaa1111 -> known after apply")
                .containsPattern("subnet_id +subnet-0a0a0a0a0a0a0a0a0 -> subnet-0f0f0f0f0f0f0f0f0")
                .containsPattern("0\\.0\\.0\\.0/0 +nat-0aaaa1111aaaa1111 -> known after apply")
                .contains("expected nat-0aaaa1111aaaa1111, will be known after apply");
    }

    @Test
    void a_route_that_is_a_resource_of_its_own_is_read_too() {
        RouteReport report = check("standalone-route")
                .expected(RoutePlans.file("expected"))
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text())
                .contains("aws_route.batch_default")
                .containsPattern("0\\.0\\.0\\.0/0 +nat-0cccc3333cccc3333 -> nat-0aaaa1111aaaa1111")
                .contains("rtb-0d0d0d0d0d0d0d0d0  0.0.0.0/0  expected nat-0cccc3333cccc3333, will be nat-0aaaa");
    }

    @Test
    void a_route_changed_by_hand_fails_even_if_the_plan_changes_nothing() {
        RouteReport report = check("drift").build().run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text())
                .contains("changed outside Terraform since the last apply\n  aws_route_table.private")
                .containsPattern("0\\.0\\.0\\.0/0 +nat-0aaaa1111aaaa1111 -> nat-0cccc3333cccc3333")
                .doesNotContain("not announced");
    }

    @Test
    void taking_back_what_was_changed_by_hand_passes_when_both_are_announced() throws IOException {
        String both = """
                {"version": 1, "changes": [
                  {"address": "aws_route_table.private[\\"ap-northeast-1a\\"]", "what": "0.0.0.0/0",
                   "from": "nat-0aaaa1111aaaa1111", "to": "nat-0cccc3333cccc3333", "in": "drift"},
                  {"address": "aws_route_table.private[\\"ap-northeast-1a\\"]", "what": "0.0.0.0/0",
                   "to": "nat-0aaaa1111aaaa1111", "in": "plan"}]}
                """;

        assertThat(check("drift-undone").announced(write(both)).build().run().verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(check("drift-undone")
                        .announced(write(both.replace("\"drift\"", "\"plan\"")))
                        .build()
                        .run()
                        .verdict())
                .as("an announced change does not excuse one made by hand")
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_default_route_to_another_target_than_announced_fails() throws IOException {
        String announced = """
                {"version": 1, "changes": [
                  {"address": "aws_route.batch_default", "what": "0.0.0.0/0", "to": "nat-0bbbb2222bbbb2222"}]}
                """;

        RouteReport report =
                check("standalone-route").announced(write(announced)).build().run();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.text())
                .contains("announced, but not in the plan\n"
                        + "  aws_route.batch_default: 0.0.0.0/0 -> nat-0bbbb2222bbbb2222");
    }

    @Test
    void a_default_route_that_nobody_expects_is_found() throws IOException {
        String expected = """
                {"version": 1, "routes": [
                  {"table": "rtb-0a0a0a0a0a0a0a0a0", "destination": "0.0.0.0/0", "target": "nat-0aaaa1111aaaa1111"},
                  {"table": "rtb-0c0c0c0c0c0c0c0c0", "destination": "0.0.0.0/0", "target": "nat-0cccc3333cccc3333"},
                  {"table": "rtb-0c0c0c0c0c0c0c0c0", "destination": "pl-61a54008", "target": "vpce-1"}]}
                """;

        RouteReport report =
                check("no-change").expected(write(expected)).build().run();

        assertThat(report.text())
                .contains("rtb-0d0d0d0d0d0d0d0d0  0.0.0.0/0  not expected, will be nat-0cccc3333cccc3333")
                .contains("rtb-0c0c0c0c0c0c0c0c0  pl-61a54008  expected vpce-1, will be none");
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    }

    private static RouteCheck.Builder check(String plan) {
        return RouteCheck.builder(RoutePlans.file(plan));
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("written.json"), json);
    }
}
