package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mangaassist.testkit.BedrockOperation;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Fault;
import io.mangaassist.testkit.GuardrailBehaviour;
import io.mangaassist.testkit.Latency;
import io.mangaassist.testkit.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Load on a remote policy: the real SDK client against the simulator with the runbook's costs and the service's quota. */
final class RemoteLoadTest {

    private static final int QUOTA = 25;

    /** One for all tests: closing a client takes two seconds. */
    private static final BedrockSimulator SIMULATOR = BedrockSimulator.builder().build();

    private static final BedrockRuntimeAsyncClient SDK = BedrockRuntimeAsyncClient.builder()
            .endpointOverride(SIMULATOR.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    @AfterEach
    void healthy() {
        SIMULATOR.faults("g").clear();
    }

    @AfterAll
    static void close() {
        SDK.close();
        SIMULATOR.close();
    }

    @Test
    void a_remote_policy_within_its_quota_is_measured_by_kind_and_length() throws InterruptedException {
        SIMULATOR.guardrail("g", runbook().build());
        RemoteLoadReport report =
                load(20).p95Budget(Duration.ofSeconds(2)).build().run();
        assertThat(report.failures()).as(report.table()).isEmpty();
        assertThat(report.rows()).hasSize(12);
        assertThat(row(report, 1000).timing().p50())
                .as("long texts cost more than short ones")
                .isGreaterThan(row(report, 100).timing().p50());
        assertThat(report.growth()).isBetween(0.2, 1.2);
    }

    @Test
    void a_remote_policy_over_its_budget_fails_and_says_where() throws InterruptedException {
        SIMULATOR.guardrail("g", runbook().build());
        RemoteLoadReport report =
                load(20).p95Budget(Duration.ofMillis(200)).build().run();
        assertThat(report.failures())
                .anyMatch(failure ->
                        failure.matches("remote: japanese text of 1000 tokens takes \\d+ ms at p95, at most 200"));
    }

    @Test
    void throttled_and_broken_calls_are_counted_apart() throws InterruptedException {
        SIMULATOR.guardrail("g", runbook().callsPerSecond(5).build());
        RemoteLoadReport throttled = load(200).build().run();
        assertThat(throttled.rows().stream()
                        .mapToInt(RemoteLoadReport.Row::throttled)
                        .sum())
                .isBetween(1, throttled.failed());
        SIMULATOR.guardrail("g", runbook().build());
        SIMULATOR.faults("g").always(Fault.internalServerError());
        RemoteLoadReport broken = load(200).build().run();
        assertThat(broken.failed()).isEqualTo(12);
        assertThat(broken.failures()).first().asString().isEqualTo("12 of 12 remote calls failed, 0 of them throttled");
    }

    @Test
    void an_evaluator_that_never_answers_or_throws_ends_the_load_test_all_the_same() {
        VirtualTime time = VirtualTime.start();
        var silent = RemoteLoad.builder(check -> new CompletableFuture<>())
                .rounds(1)
                .build()
                .start(time.clock(), time.scheduler());
        var throwing = RemoteLoad.builder(check -> {
                    throw new IllegalStateException("on purpose");
                })
                .rounds(1)
                .build()
                .start(time.clock(), time.scheduler());
        time.advance(Duration.ofSeconds(15));
        assertThat(silent.join().failed()).isEqualTo(12);
        assertThat(throwing.join().failed()).isEqualTo(12);
        assertThat(time.pending()).isZero();
        assertThatThrownBy(() -> RemoteLoad.builder(check -> new CompletableFuture<>())
                        .rounds(0)
                        .build())
                .hasMessage("rounds must be > 0, was 0");
    }

    @Test
    void the_command_line_asks_the_guardrail_it_is_given() throws Exception {
        SIMULATOR.guardrail("g", runbook().build());
        Path policy = Files.writeString(folder.resolve("p.json"), "{\"rules\":[]}");
        Path json = folder.resolve("out.json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try {
            int code = BenchmarkCommand.run(
                    ("" + policy + " --p95-budget-ms 2000 --json " + json
                                    + " --remote-guardrail g --remote-version 1 --region ap-northeast-1 --rounds 1"
                                    + " --calls-per-second 20 --remote-p95-budget-ms 300 --endpoint "
                                    + SIMULATOR.endpoint())
                            .split(" "),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    System.err);
            assertThat(code).as("480 ms are over the budget of 300").isEqualTo(1);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("remote policy: growth exponent")
                .contains("FAILED: remote: japanese text of 1000 tokens");
        assertThat(Files.readString(json)).contains("\"remote/p95ms/japanese/1000\"");
        System.out.println(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_quota_of_25_calls_a_second_is_never_overrun_by_what_a_guardrail_sends() throws InterruptedException {
        SIMULATOR.guardrail(
                "quota",
                runbook().callsPerSecond(QUOTA).textUnitsPerSecond(QUOTA).build());
        BlockingQueue<AnswerReport> reports = new LinkedBlockingQueue<>();
        int answers = 50;
        // a tenth below: what leaves here evenly need not arrive so
        try (Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
                .meterRegistry(new SimpleMeterRegistry())
                .remote(BedrockApplyGuardrail.of(SDK, "quota", "1"))
                .remoteQuota(QUOTA * 0.9, QUOTA * 0.9)
                .onAnswer(reports::add)
                .build()) {
            for (int i = 0; i < answers; i++) {
                GuardrailAnswers.run(guardrails, "c" + i, "これは" + i + "番目の普通の文章です。");
            }
            for (int i = 0; i < answers; i++) {
                AnswerReport report = reports.poll(20, TimeUnit.SECONDS);
                assertThat(report).isNotNull();
                assertThat(report.verdict()).isEqualTo(AnswerVerdict.CLEAN);
            }
        }
        assertThat(SIMULATOR
                        .counts()
                        .of("quota", BedrockOperation.APPLY_GUARDRAIL)
                        .throttled())
                .isZero();
    }

    private RemoteLoad.Builder load(double callsPerSecond) {
        return RemoteLoad.builder(BedrockApplyGuardrail.of(SDK, "g", "1"))
                .callsPerSecond(callsPerSecond)
                .rounds(1);
    }

    private static GuardrailBehaviour.Builder runbook() {
        return GuardrailBehaviour.builder().filters(12).extraLatency(Latency.lognormal(Duration.ofMillis(5), 0.5));
    }

    private static RemoteLoadReport.Row row(RemoteLoadReport report, int tokens) {
        return report.rows().stream()
                .filter(row ->
                        row.timing().text().equals("english") && row.timing().tokens() == tokens)
                .findFirst()
                .orElseThrow();
    }
}
