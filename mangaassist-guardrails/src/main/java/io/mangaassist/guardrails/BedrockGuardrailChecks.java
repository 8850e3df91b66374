package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksConfig;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksMessage;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksResults;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailChecksRole;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksResponse;

/**
 * The remote tier by Bedrock's InvokeGuardrailChecks, which needs no guardrail resource and answers with scores: a score
 * at or over the threshold is a violation, and so is a piece of sensitive information found with that confidence.
 * Thread-safe; closes nothing.
 */
public final class BedrockGuardrailChecks implements RemoteEvaluator {

    private final BedrockRuntimeAsyncClient client;
    private final GuardrailChecksConfig checks;
    private final double threshold;

    private BedrockGuardrailChecks(BedrockRuntimeAsyncClient client, GuardrailChecksConfig checks, double threshold) {
        this.client = Objects.requireNonNull(client, "client");
        this.checks = Objects.requireNonNull(checks, "checks");
        Checks.check(threshold > 0 && threshold <= 1, "threshold", "> 0 and <= 1", threshold);
        this.threshold = threshold;
    }

    /**
     * An evaluator that asks for these checks.
     *
     * @param client stays the caller's
     * @param threshold above 0 and at most 1
     */
    public static BedrockGuardrailChecks of(
            BedrockRuntimeAsyncClient client, GuardrailChecksConfig checks, double threshold) {
        return new BedrockGuardrailChecks(client, checks, threshold);
    }

    @Override
    public CompletionStage<RemoteVerdict> evaluate(RemoteCheck check) {
        CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
        var call = client.invokeGuardrailChecks(request(check));
        CompletableFuture<?> unused = call.whenComplete((response, failure) ->
                verdict.complete(failure == null ? verdict(response) : BedrockAssessments.failed(failure)));
        unused = verdict.whenComplete((ok, cancelled) -> {
            if (verdict.isCancelled()) {
                call.cancel(true);
            }
        });
        return verdict;
    }

    @Override
    public String toString() {
        return "BedrockGuardrailChecks[threshold=" + threshold + "]";
    }

    private InvokeGuardrailChecksRequest request(RemoteCheck check) {
        boolean input = check.source() == RemoteCheck.Source.INPUT;
        return InvokeGuardrailChecksRequest.builder()
                .checks(checks)
                .messages(GuardrailChecksMessage.builder()
                        .role(input ? GuardrailChecksRole.USER : GuardrailChecksRole.ASSISTANT)
                        .content(GuardrailChecksContentBlock.fromText(check.text()))
                        .build())
                .build();
    }

    private RemoteVerdict verdict(InvokeGuardrailChecksResponse response) {
        List<String> reasons = new ArrayList<>();
        GuardrailChecksResults results = response.results();
        if (results == null) {
            return RemoteVerdict.failed("no answer");
        }
        if (results.contentFilter() != null) {
            results.contentFilter()
                    .results()
                    .forEach(r -> over(reasons, "content:" + r.categoryAsString(), r.severityScore()));
        }
        if (results.promptAttack() != null) {
            results.promptAttack()
                    .results()
                    .forEach(r -> over(reasons, "attack:" + r.categoryAsString(), r.severityScore()));
        }
        if (results.sensitiveInformation() != null) {
            results.sensitiveInformation()
                    .results()
                    .forEach(r -> over(reasons, "pii:" + r.typeAsString(), r.confidenceScore()));
        }
        if (!reasons.isEmpty()) {
            return RemoteVerdict.violation(reasons.toArray(new String[0]));
        }
        return isWhole(results) ? RemoteVerdict.passed() : RemoteVerdict.failed("no answer");
    }

    /** Whether everything that was asked for has been answered. */
    private boolean isWhole(GuardrailChecksResults results) {
        return (checks.contentFilter() == null || results.contentFilter() != null)
                && (checks.promptAttack() == null || results.promptAttack() != null)
                && (checks.sensitiveInformation() == null || results.sensitiveInformation() != null);
    }

    private void over(List<String> reasons, String name, Double score) {
        if (score != null && score >= threshold && !reasons.contains(name)) {
            reasons.add(name);
        }
    }
}
