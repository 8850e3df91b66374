package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String before = "";
    private String after = "";

    private interface Command {
        int run(String[] args, PrintStream out, PrintStream err);
    }

    @BeforeEach
    void files() {
        before = folder.resolve("before.json").toString();
        after = folder.resolve("after.json").toString();
        LatencyFile.write(Path.of(before), List.of(quick(1).taken()));
        LatencyFile.write(
                Path.of(after),
                List.of(quick(2).with(Segment.VECTOR_SEARCH, 85, 8, 1_000).taken()));
    }

    private static Latencies quick(long seed) {
        return Latencies.seeded(seed).with(Segment.REQUEST, 420, 30, 1_000).with(Segment.VECTOR_SEARCH, 60, 8, 1_000);
    }

    private int run(Command command, String... args) {
        return command.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_gate_fails_passes_and_refuses_by_its_exit_code() {
        assertThat(run(GateCommand::run, "--before", before, "--after", after)).isEqualTo(1);
        assertThat(told()).contains("fail          vector-search        p50 59.6 -> 85.0 ms (+25.4 ms");
        assertThat(run(GateCommand::run, "--before", before, "--after", before)).isZero();
        assertThat(run(GateCommand::run, "--before", before, "--after", after, "--mandatory", "bedrock-invoke"))
                .isEqualTo(2);
        assertThat(run(GateCommand::run, "--before", before, "--after", after, "--threshold-ms", "40"))
                .isZero();
        assertThat(run(
                        GateCommand::run,
                        "--before",
                        before,
                        "--after",
                        after,
                        "--advisory",
                        "vector-search",
                        "--any-hour",
                        "--zone",
                        "Asia/Tokyo",
                        "--seed",
                        "3",
                        "--hours-apart",
                        "2",
                        "--confidence",
                        "0.9"))
                .isZero();
        assertThat(complaint()).isEmpty();
    }

    @Test
    void a_gates_report_has_all_its_forms() throws IOException {
        assertThat(run(GateCommand::run, "--before", before, "--after", after, "--format", "json"))
                .isEqualTo(1);
        JsonObject json = JsonObject.parse(told());
        assertThat(json.number("exit_code")).isEqualTo(1);
        out.reset();
        assertThat(run(GateCommand::run, "--before", before, "--after", after, "--format", "markdown"))
                .isEqualTo(1);
        assertThat(told()).contains("| vector-search | fail | ").contains("> 99.9 %");
    }

    @Test
    void triage_follows_what_the_gate_has_named() {
        int code = run(
                TriageCommand::run,
                "--now",
                after,
                "--baseline",
                before,
                "--suspect",
                "vector-search",
                "--fact",
                "routes-changed=true");

        assertThat(code).isEqualTo(1);
        assertThat(told()).contains("vector-search: ROUTES_CHANGED (XR1, scenario 3, not in the runbooks)");
    }

    @Test
    void triage_reads_facts_from_a_file_and_tells_when_all_is_well() throws IOException {
        Path facts = Files.writeString(folder.resolve("facts.json"), "{\"routes-changed\": true}");

        assertThat(run(
                        TriageCommand::run,
                        "--now",
                        after,
                        "--baseline",
                        before,
                        "--facts",
                        facts.toString(),
                        "--format",
                        "json"))
                .isEqualTo(1);
        assertThat(JsonObject.parse(told()).text("verdict")).isEqualTo("found");
        assertThat(run(TriageCommand::run, "--now", before, "--baseline", before))
                .isZero();
        assertThat(run(TriageCommand::run, "--now", before, "--min-samples", "5000"))
                .isEqualTo(2);
    }

    @Test
    void the_trend_tells_by_its_exit_code() {
        List<LatencySnapshot> weeks = new ArrayList<>();
        for (int day = 0; day < 21; day++) {
            weeks.add(Latencies.seeded(day)
                    .at(Latencies.TUESDAY.plus(Duration.ofDays(day)))
                    .with(Segment.CACHE_WRITE, 3 + day, 0.4, 300)
                    .taken());
        }
        String history = folder.resolve("history.json").toString();
        LatencyFile.write(Path.of(history), weeks);

        assertThat(run(TrendCommand::run, "--history", history)).isEqualTo(1);
        assertThat(run(
                        TrendCommand::run,
                        "--history",
                        history,
                        "--percentile",
                        "50",
                        "--confidence",
                        "0.999",
                        "--zone",
                        "Asia/Tokyo",
                        "--min-samples",
                        "100",
                        "--format",
                        "markdown"))
                .isEqualTo(1);
        assertThat(run(TrendCommand::run, "--history", history, "--min-days", "30"))
                .isEqualTo(2);
    }

    @Test
    void help_is_an_answer() {
        assertThat(run(GateCommand::run, "--help")).isZero();
        assertThat(run(TrendCommand::run, "--help")).isZero();
        assertThat(run(TriageCommand::run, "--now", "x", "--help")).isZero();
        assertThat(told())
                .contains("Exit codes: 0 pass, 1 fail")
                .contains("Exit codes: 0 steady")
                .contains("--suspect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--what x: '--what' is no option; --help shows them",
                "--before: --before needs a value",
                "--after x.json: --before is needed; --help shows how",
                "--before none.json --after none.json: none.json cannot be read: there is no such file",
                "--threshold-ms much: --threshold-ms must be a number, was much",
                "--zone Mars: --zone must be a zone such as Asia/Tokyo, was Mars",
                "--mandatory X: segment must be of the form [a-z][a-z0-9-]{0,39}, was 'X'"
            })
    void what_is_wrong_is_told_in_one_line_and_judges_nothing(String line) {
        int colon = line.indexOf(": ");

        assertThat(run(GateCommand::run, line.substring(0, colon).split(" ", -1)))
                .isEqualTo(2);
        assertThat(complaint()).isEqualTo(line.substring(colon + 2) + System.lineSeparator());
        assertThat(told()).isEmpty();
    }

    @Test
    void a_format_that_is_none_and_a_file_without_windows_are_refused() {
        LatencyFile.write(Path.of(after), List.of());

        assertThat(run(GateCommand::run, "--before", before, "--after", before, "--format", "xml"))
                .isEqualTo(2);
        assertThat(run(TriageCommand::run, "--now", after)).isEqualTo(2);
        assertThat(run(TriageCommand::run, "--now", before, "--fact", "cold-tasks"))
                .isEqualTo(2);
        assertThat(complaint())
                .contains("--format must be text, markdown or json, was xml")
                .contains("after.json holds no windows")
                .contains("--fact must be KEY=VALUE, was cold-tasks");
    }
}
