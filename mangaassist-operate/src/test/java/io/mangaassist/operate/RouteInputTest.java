package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.operate.RouteReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteInputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                                                              | : not a JSON object",
                "{\"format_version\": \"1.2\",                                    | , line 1: not JSON: ",
                "{\"a\": 1, \"a\": 2}                                             | , line 1: not JSON: Duplicate field 'a'",
                "{}                                                               | : no format_version",
                "{\"format_version\": \"2.0\", \"planned_values\": {}}            | : format_version 2.0 is newer",
                "{\"format_version\": \"1.0\", \"values\": {}}                    | : no planned_values: a state",
                "{\"format_version\": \"1.2\", \"planned_values\": {}, \"errored\": true} | : the plan ended with an error",
                "''                                                               | : not JSON: It is empty",
            })
    void a_file_that_is_no_plan_cannot_be_judged(String json, String reason) throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), json);

        RouteReport report = RouteCheck.builder(plan).build().run();

        assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_JUDGE);
        assertThat(report.text()).startsWith("check-routes: CANNOT JUDGE  " + plan + reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"changes\": []}                                                           | : version must be 1",
                "{\"version\": 1, \"changes\": [{\"address\": \"a\"}]}                       | , change 1: address and what must be given",
                "{\"version\": 1, \"changes\": [{\"address\": \"a\", \"what\": \"::/0\"}]}   | , change 1: a default route must be announced with its new target",
                "{\"version\": 1, \"changes\": [{\"address\": \"a\", \"what\": \"b\", \"in\": \"x\"}]} | , change 1: in must be plan or drift, was x",
            })
    void an_announcement_says_exactly_what_it_means_or_cannot_be_used(String json, String reason) throws IOException {
        Path announced = Files.writeString(folder.resolve("announced.json"), json);

        RouteReport report = RouteCheck.builder(RoutePlans.file("no-change"))
                .announced(announced)
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_JUDGE);
        assertThat(report.text()).contains(announced + reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\": 2}                                      | : version must be 1",
                "{\"version\": 1, \"routes\": []}                      | : no routes",
                "{\"version\": 1, \"routes\": [{\"table\": \"rtb-1\"}]} | , route 1: table, destination and target must be given",
            })
    void an_expected_route_that_is_not_whole_cannot_be_used(String json, String reason) throws IOException {
        Path expected = Files.writeString(folder.resolve("expected.json"), json);

        RouteReport report = RouteCheck.builder(RoutePlans.file("no-change"))
                .expected(expected)
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.CANNOT_JUDGE);
        assertThat(report.text()).contains(expected + reason);
    }

    @Test
    void a_plan_with_targets_says_that_it_does_not_cover_everything() throws IOException {
        String part = Files.readString(RoutePlans.file("no-change")).replace("\"complete\":true", "\"complete\":false");

        RouteReport report = RouteCheck.builder(Files.writeString(folder.resolve("part.json"), part))
                .build()
                .run();

        assertThat(report.text()).contains("the plan does not cover all resources");
    }

    @Test
    void the_command_answers_with_0_1_and_2() {
        String plan = RoutePlans.file("scenario-3").toString();
        String announced = RoutePlans.file("announced-endpoint").toString();

        assertThat(command("--plan", RoutePlans.file("no-change").toString())).isZero();
        assertThat(command("--plan", plan, "--announced", announced)).isEqualTo(1);
        assertThat(command("--plan", folder.resolve("absent.json").toString())).isEqualTo(2);
        assertThat(text(out)).contains("PASS", "FAIL  1 finding");
        assertThat(text(err)).contains("absent.json: cannot be read (NoSuchFileException)");
    }

    @Test
    void wrong_arguments_name_the_mistake() {
        assertThat(command()).isEqualTo(2);
        assertThat(command("--plan")).isEqualTo(2);
        assertThat(command("--plan", "a", "--plan", "b")).isEqualTo(2);
        assertThat(command("--verbose", "a")).isEqualTo(2);
        assertThat(text(err))
                .contains(
                        "--plan is needed; --help shows how",
                        "--plan needs a value",
                        "--plan was given twice",
                        "'--verbose' is no option; --help shows them");
        assertThat(command("--help")).as("help is no mistake").isZero();
        assertThat(text(out)).startsWith("Checks that a Terraform plan");
    }

    private int command(String... args) {
        return RouteCheck.command(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
