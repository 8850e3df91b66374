package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Calls with the real SDK client, and what they failed with. */
final class Calls {
    static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

    private Calls() {}

    static CompletableFuture<ConverseResponse> converse(BedrockRuntimeAsyncClient client) {
        return client.converse(r -> r.modelId(MODEL).messages(StreamLog.user("Q")));
    }

    static CompletableFuture<ApplyGuardrailResponse> judge(BedrockRuntimeAsyncClient client) {
        return client.applyGuardrail(
                r -> r.guardrailIdentifier("gr").guardrailVersion("1").source("OUTPUT"));
    }

    static AwsServiceException refusal(CompletableFuture<?> future) {
        if (failure(future) instanceof AwsServiceException refusal) {
            return refusal;
        }
        throw new AssertionError("the service did not refuse");
    }

    static @Nullable Throwable failure(CompletableFuture<?> future) {
        Throwable thrown =
                catchThrowable(() -> future.orTimeout(60, TimeUnit.SECONDS).join());
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }
}
