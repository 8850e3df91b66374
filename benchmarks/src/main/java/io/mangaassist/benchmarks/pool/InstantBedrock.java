package io.mangaassist.benchmarks.pool;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeServiceClientConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** A client whose answer is there before the question, or never comes: what remains is the wrapper's own time. */
final class InstantBedrock implements BedrockRuntimeAsyncClient {

    private final boolean answers;
    private final CompletableFuture<ConverseResponse> answer =
            CompletableFuture.completedFuture(ConverseResponse.builder().build());

    InstantBedrock(boolean answers) {
        this.answers = answers;
    }

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        return answers ? answer : new CompletableFuture<>();
    }

    @Override
    public BedrockRuntimeServiceClientConfiguration serviceClientConfiguration() {
        return BedrockRuntimeServiceClientConfiguration.builder()
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
