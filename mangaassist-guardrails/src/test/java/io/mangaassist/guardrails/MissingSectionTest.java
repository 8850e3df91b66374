package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksConfig;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksResults;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksResponse;

/** A check that was asked for and is missing in the answer says nothing about the text. */
final class MissingSectionTest {

    @Test
    void each_requested_section_that_is_missing_is_no_answer() {
        RemoteVerdict none = RemoteVerdict.failed("no answer");
        assertThat(ask(c -> c.contentFilter(f -> {}), r -> {})).isEqualTo(none);
        assertThat(ask(c -> c.promptAttack(f -> {}), r -> {})).isEqualTo(none);
        assertThat(ask(c -> c.sensitiveInformation(f -> {}), r -> {})).isEqualTo(none);
        assertThat(ask(c -> c.contentFilter(f -> {}).promptAttack(f -> {}), r -> r.promptAttack(f -> {})))
                .isEqualTo(none);
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's builder takes an array of consumers
    void a_violation_that_was_found_counts_whatever_is_missing() {
        assertThat(ask(
                                c -> c.contentFilter(f -> {}).promptAttack(f -> {}),
                                r -> r.promptAttack(f ->
                                        f.results(a -> a.category("JAILBREAK").severityScore(0.9))))
                        .reasons())
                .containsExactly("attack:JAILBREAK");
    }

    @Test
    void what_was_not_asked_for_may_be_missing() {
        assertThat(ask(c -> c.contentFilter(f -> {}), r -> r.contentFilter(f -> {})))
                .isEqualTo(RemoteVerdict.passed());
    }

    private static RemoteVerdict ask(
            Consumer<GuardrailChecksConfig.Builder> asked, Consumer<GuardrailChecksResults.Builder> answered) {
        GuardrailChecksConfig checks =
                GuardrailChecksConfig.builder().applyMutation(asked).build();
        return BedrockGuardrailChecks.of(new Answering(answered), checks, 0.5)
                .evaluate(new RemoteCheck(0, RemoteCheck.Source.OUTPUT, GuardrailMode.SYNC, "c", 0, 4, 0, "text"))
                .toCompletableFuture()
                .join();
    }

    /** A client that gives one answer. */
    private record Answering(Consumer<GuardrailChecksResults.Builder> results) implements BedrockRuntimeAsyncClient {

        @Override
        public CompletableFuture<InvokeGuardrailChecksResponse> invokeGuardrailChecks(
                InvokeGuardrailChecksRequest request) {
            return CompletableFuture.completedFuture(
                    InvokeGuardrailChecksResponse.builder().results(results).build());
        }

        @Override
        public String serviceName() {
            return "answering";
        }

        @Override
        public void close() {}
    }
}
