package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.operate.LatencyFile;
import io.mangaassist.operate.LatencyRecorder;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ops/migrate.sh} with the real checker, route check and gate. Terraform and git are scripts that answer with
 * recorded plans and note what they were asked.
 */
final class MigrationPipelineTest {

    private static final Path SCRIPT = Path.of("..", "ops", "migrate.sh").toAbsolutePath();
    private static final Path PLANS = Path.of("..", "mangaassist-operate", "src", "test", "resources", "routes");
    private static final String HOST = "dynamodb.ap-northeast-1.amazonaws.com";

    @TempDir
    Path folder;

    @BeforeEach
    void arrange() throws IOException {
        Path step = Files.createDirectory(folder.resolve("step"));
        Files.writeString(step.resolve("canary.tfvars"), "");
        for (String name : new String[] {"announced-canary.json", "announced-rest.json"}) {
            Files.copy(PLANS.resolve("announced-endpoint.json"), step.resolve(name));
        }
        for (String name : new String[] {"expected-canary.json", "expected.json"}) {
            Files.copy(PLANS.resolve("expected.json"), step.resolve(name));
        }
        plan("canary", "endpoint-only");
        plan("rest", "endpoint-only");
        plan("after", "no-change");
        plan("rollback", "no-change");
        latencies("before.latencies", 60);
        latencies("after.latencies", 60);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        command(bin, "terraform", """
                echo "terraform $*" >>"$LOG"
                case "$1 $2" in
                  "show -json") cat "$PLANTED/plan-$(basename "$3" .tfplan).json" ;;
                  "plan "*) for word; do case $word in -out=*) : >"${word#-out=}" ;; esac; done ;;
                esac
                """);
        command(bin, "git", "echo \"git $*\" >>\"$LOG\"\n");
        command(bin, "collect", "cp \"$PLANTED/$(basename \"$1\" .json).latencies\" \"$1\"\n");
    }

    @Test
    void a_step_that_changes_nothing_else_is_applied_in_one_zone_and_then_everywhere() throws IOException {
        Ended ended = run("127.0.0.0/8");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.asked())
                .containsSubsequence(
                        "terraform state pull", "terraform apply", "canary.tfplan", "terraform apply", "rest.tfplan")
                .doesNotContain("revert");
        assertThat(ended.output()).contains("migrate: done");
    }

    @Test
    void a_segment_that_became_slower_takes_the_canary_back() throws IOException {
        latencies("after.latencies", 85);

        Ended ended = run("127.0.0.0/8");

        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("vector-search", "migrate: rolled back");
        assertThat(ended.asked())
                .containsSubsequence("canary.tfplan", "git revert --no-edit HEAD", "terraform apply", "rollback.tfplan")
                .doesNotContain("rest.tfplan");
    }

    @Test
    void an_endpoint_that_leads_elsewhere_takes_the_canary_back() throws IOException {
        Ended ended = run("10.0.0.0/8");

        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.asked()).contains("git revert --no-edit HEAD").doesNotContain("rest.tfplan");
    }

    @Test
    void the_plan_of_scenario_3_is_refused_before_anything_is_applied() throws IOException {
        plan("canary", "scenario-3");

        Ended ended = run("127.0.0.0/8");

        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).contains("0.0.0.0/0", "nat-0cccc3333cccc3333", "migrate: the plan is refused");
        assertThat(ended.asked()).doesNotContain("terraform apply", "git");
    }

    @Test
    void too_few_samples_stop_for_a_person_and_take_nothing_back() throws IOException {
        Files.delete(folder.resolve("after.latencies"));
        latencies("after.latencies", 60, 10);

        Ended ended = run("127.0.0.0/8");

        assertThat(ended.code()).as(ended.output()).isEqualTo(2);
        assertThat(ended.output()).contains("migrate: cannot judge");
        assertThat(ended.asked()).contains("canary.tfplan").doesNotContain("git", "rest.tfplan");
    }

    @Test
    void a_class_path_without_the_tools_is_no_verdict() throws IOException {
        Ended ended = run("127.0.0.0/8", Map.of("CLASSPATH", "nowhere"));

        assertThat(ended.code()).as(ended.output()).isEqualTo(2);
        assertThat(ended.asked()).isEmpty();
    }

    @Test
    void a_step_that_comes_before_the_last_has_soaked_is_stopped() throws IOException {
        Files.writeString(folder.resolve("last-step"), "");

        Ended ended = run("127.0.0.0/8");

        assertThat(ended.code()).as(ended.output()).isEqualTo(2);
        assertThat(ended.output()).contains("has not soaked for 86400 s");
        assertThat(ended.asked()).isEmpty();
    }

    @Test
    void the_page_shows_the_script_that_runs() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "migration-gate.md"));

        assertThat(page).contains(between("# parts:start\n", "# parts:end"));
        assertThat(page).contains(between("# procedure:start\n", "# procedure:end"));
    }

    private static String between(String start, String end) throws IOException {
        String script = Files.readString(SCRIPT);
        return script.substring(script.indexOf(start) + start.length(), script.indexOf(end));
    }

    private record Ended(int code, String output, String asked) {}

    private Ended run(String range) throws IOException {
        return run(range, Map.of());
    }

    /** Answers of the name server and the endpoint come from this JVM. */
    private Ended run(String range, Map<String, String> environment) throws IOException {
        Path output = folder.resolve("output.txt");
        Path asked = folder.resolve("asked.txt");
        Files.writeString(asked, "");
        try (DnsSimulator dns = DnsSimulator.start();
                ServerSocket endpoint = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            dns.on(HOST).answers(DnsReply.addresses("127.0.0.1").ttl(60));
            Files.writeString(
                    folder.resolve("step").resolve("endpoints.txt"),
                    HOST + " " + endpoint.getLocalPort() + " PRIVATE " + range + "\n");
            ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), "step")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            Map<String, String> variables = builder.environment();
            String java = Path.of(System.getProperty("java.home"), "bin").toString();
            variables.put("PATH", folder.resolve("bin") + ":" + java + ":" + variables.get("PATH"));
            variables.putAll(Map.of(
                    "CLASSPATH",
                    System.getProperty("java.class.path"),
                    "COLLECT",
                    "collect",
                    "CHECKER",
                    "--latency-ms 5000 --server 127.0.0.1:" + dns.address().getPort(),
                    "SETTLE",
                    "0",
                    "LOG",
                    asked.toString(),
                    "PLANTED",
                    folder.toString()));
            variables.putAll(environment);
            return ended(builder.start(), output, asked);
        }
    }

    private static Ended ended(Process process, Path output, Path asked) throws IOException {
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as("the script ends")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(asked));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private void plan(String name, String recorded) throws IOException {
        Files.writeString(
                folder.resolve("plan-" + name + ".json"), Files.readString(PLANS.resolve(recorded + ".json")));
    }

    private void latencies(String file, double median) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
        latencies(file, median, 2_000);
    }

    private void latencies(String file, double median, int samples) {
        LatencyRecorder recorder = LatencyRecorder.create(TaskPlacement::unknown);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < samples; i++) {
            double millis = Math.max(1, median + 8 * random.nextGaussian());
            recorder.record(Segment.VECTOR_SEARCH, Outcome.SUCCESS, Duration.ofNanos((long) (millis * 1e6)));
        }
        LatencyFile.append(folder.resolve(file), recorder.snapshot());
    }

    private static void command(Path bin, String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/usr/bin/env bash\nset -eu\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
