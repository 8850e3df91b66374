package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;

/**
 * The remote tier by Bedrock's ApplyGuardrail. Thread-safe; closes nothing.
 *
 * <p>Any action but {@code NONE} is a violation, also one this SDK does not know. Reasons are the names of filters,
 * topics and entity types, never the text they matched.
 */
public final class BedrockApplyGuardrail implements RemoteEvaluator {

    private final BedrockRuntimeAsyncClient client;
    private final String guardrailId;
    private final String guardrailVersion;

    private BedrockApplyGuardrail(BedrockRuntimeAsyncClient client, String guardrailId, String guardrailVersion) {
        this.client = Objects.requireNonNull(client, "client");
        this.guardrailId = Checks.notBlank("guardrailId", guardrailId);
        this.guardrailVersion = Checks.notBlank("guardrailVersion", guardrailVersion);
    }

    /**
     * An evaluator that asks a guardrail of yours.
     *
     * @param client stays the caller's; its own retries lengthen a check, so give it few or none
     * @param guardrailId id or ARN
     * @param guardrailVersion a number, or {@code DRAFT}
     */
    public static BedrockApplyGuardrail of(
            BedrockRuntimeAsyncClient client, String guardrailId, String guardrailVersion) {
        return new BedrockApplyGuardrail(client, guardrailId, guardrailVersion);
    }

    @Override
    public CompletionStage<RemoteVerdict> evaluate(RemoteCheck check) {
        CompletableFuture<RemoteVerdict> verdict = new CompletableFuture<>();
        var call = client.applyGuardrail(request(check));
        CompletableFuture<?> unused = call.whenComplete((response, failure) -> verdict.complete(
                failure == null ? BedrockAssessments.verdict(response) : BedrockAssessments.failed(failure)));
        unused = verdict.whenComplete((ok, cancelled) -> {
            if (verdict.isCancelled()) {
                call.cancel(true);
            }
        });
        return verdict;
    }

    @Override
    public String toString() {
        return "BedrockApplyGuardrail[" + guardrailId + ", version " + guardrailVersion + "]";
    }

    private ApplyGuardrailRequest request(RemoteCheck check) {
        return ApplyGuardrailRequest.builder()
                .guardrailIdentifier(guardrailId)
                .guardrailVersion(guardrailVersion)
                .source(
                        check.source() == RemoteCheck.Source.INPUT
                                ? GuardrailContentSource.INPUT
                                : GuardrailContentSource.OUTPUT)
                .content(GuardrailContentBlock.builder()
                        .text(t -> t.text(check.text()))
                        .build())
                .build();
    }
}
