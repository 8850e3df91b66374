package io.mangaassist.pool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeServiceClientConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** A client whose answers the test gives by hand, to place them before or after other events. */
final class FakeBedrock implements BedrockRuntimeAsyncClient {

    final List<ConverseRequest> requests = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<ConverseResponse>> calls = new CopyOnWriteArrayList<>();

    volatile CountDownLatch onCall = new CountDownLatch(1);

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        CompletableFuture<ConverseResponse> call = new CompletableFuture<>();
        requests.add(request);
        calls.add(call);
        onCall.countDown();
        return call;
    }

    void answer(int call, String text) {
        calls.get(call).complete(BedrockAnswers.converse(text));
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
