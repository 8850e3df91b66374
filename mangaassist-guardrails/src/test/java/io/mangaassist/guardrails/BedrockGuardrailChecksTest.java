package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Fault;
import io.mangaassist.testkit.GuardrailBehaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksConfig;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksContentFilterCategoryConfig;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksPromptAttackCategoryConfig;

/** InvokeGuardrailChecks through the real SDK client against the simulator. */
final class BedrockGuardrailChecksTest {

    private static final BedrockSimulator SIMULATOR = BedrockSimulator.builder()
            .otherGuardrails(GuardrailBehaviour.builder()
                    .blockedWords("insult")
                    .filters(1)
                    .build())
            .build();
    private static final BedrockRuntimeAsyncClient SDK = BedrockRuntimeAsyncClient.builder()
            .endpointOverride(SIMULATOR.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .build();
    private static final GuardrailChecksConfig CHECKS = GuardrailChecksConfig.builder()
            .contentFilter(f -> f.categories(List.of(content("INSULTS"), content("HATE"))))
            .promptAttack(a -> a.categories(List.of(GuardrailChecksPromptAttackCategoryConfig.builder()
                    .category("JAILBREAK")
                    .build())))
            .build();

    @BeforeEach
    @AfterEach
    void healthy() {
        SIMULATOR.faults().clear();
    }

    @AfterAll
    static void close() {
        SDK.close();
        SIMULATOR.close();
    }

    @Test
    void a_score_at_the_threshold_is_a_violation_named_by_its_category() {
        assertThat(ask("a mild insult", 0.9))
                .isEqualTo(RemoteVerdict.violation("content:INSULTS", "content:HATE", "attack:JAILBREAK"));
    }

    @Test
    void a_score_below_the_threshold_passes() {
        assertThat(ask("a mild insult", 0.95).kind()).isEqualTo(RemoteVerdict.Kind.PASSED);
        assertThat(ask("nothing of the kind", 0.1).kind()).isEqualTo(RemoteVerdict.Kind.PASSED);
    }

    @Test
    void throttling_and_errors_are_failures_by_name() {
        SIMULATOR.faults().always(Fault.throttled());
        assertThat(ask("text", 0.5)).isEqualTo(RemoteVerdict.failed("throttled"));
        SIMULATOR.faults().clear();
        SIMULATOR.faults().always(Fault.internalServerError());
        assertThat(ask("text", 0.5)).isEqualTo(RemoteVerdict.failed("error"));
    }

    @Test
    void it_serves_as_the_remote_tier_of_an_answer() throws InterruptedException {
        BlockingQueue<AnswerReport> reports = new LinkedBlockingQueue<>();
        try (Guardrails guardrails = Guardrails.builder(GuardPolicy.empty())
                .meterRegistry(new SimpleMeterRegistry())
                .intents(IntentPolicy.always(GuardrailMode.SYNC))
                .remote(BedrockGuardrailChecks.of(SDK, CHECKS, 0.5))
                .onAnswer(reports::add)
                .build()) {
            assertThat(GuardrailAnswers.run(guardrails, "c", "a mild insult")).isEmpty();
            AnswerReport report = reports.poll(10, TimeUnit.SECONDS);
            assertThat(report).isNotNull();
            assertThat(report.verdict()).isEqualTo(AnswerVerdict.STOPPED);
            assertThat(report.findings()).extracting(Finding::rule).contains("content:INSULTS");
        }
    }

    private static GuardrailChecksContentFilterCategoryConfig content(String category) {
        return GuardrailChecksContentFilterCategoryConfig.builder()
                .category(category)
                .build();
    }

    private static RemoteVerdict ask(String text, double threshold) {
        return BedrockGuardrailChecks.of(SDK, CHECKS, threshold)
                .evaluate(new RemoteCheck(
                        0, RemoteCheck.Source.OUTPUT, GuardrailMode.SYNC, "c", 0, text.length(), 0, text))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
