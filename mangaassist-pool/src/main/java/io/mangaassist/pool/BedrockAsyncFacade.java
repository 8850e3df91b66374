package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeServiceClientConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesResponse;
import software.amazon.awssdk.services.bedrockruntime.model.StartAsyncInvokeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.StartAsyncInvokeResponse;

/**
 * The pool in the form of the SDK's asynchronous client. Every operation of the interface stands here, as a plain call
 * that native images and stack traces understand; the overloads and paginators of the interface come back to these.
 * Operations of a newer SDK are added by {@link BedrockNewerOperations}.
 */
final class BedrockAsyncFacade implements BedrockRuntimeAsyncClient {

    private final BedrockRouter router;

    BedrockAsyncFacade(BedrockRouter router) {
        this.router = router;
    }

    // ---- down the ladder

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        return router.converse(request);
    }

    @Override
    public CompletableFuture<Void> converseStream(
            ConverseStreamRequest request, ConverseStreamResponseHandler handler) {
        return router.converseStream(request, handler);
    }

    @Override
    public CompletableFuture<InvokeModelResponse> invokeModel(InvokeModelRequest request) {
        return router.invokeModel(request);
    }

    @Override
    public CompletableFuture<Void> invokeModelWithResponseStream(
            InvokeModelWithResponseStreamRequest request, InvokeModelWithResponseStreamResponseHandler handler) {
        return router.invokeModelStream(request, handler);
    }

    // ---- as they are

    @Override
    public CompletableFuture<ApplyGuardrailResponse> applyGuardrail(ApplyGuardrailRequest request) {
        return forward(client -> client.applyGuardrail(request));
    }

    @Override
    public CompletableFuture<CountTokensResponse> countTokens(CountTokensRequest request) {
        return forward(client -> client.countTokens(request));
    }

    @Override
    public CompletableFuture<GetAsyncInvokeResponse> getAsyncInvoke(GetAsyncInvokeRequest request) {
        return forward(client -> client.getAsyncInvoke(request));
    }

    @Override
    public CompletableFuture<InvokeGuardrailChecksResponse> invokeGuardrailChecks(
            InvokeGuardrailChecksRequest request) {
        return forward(client -> client.invokeGuardrailChecks(request));
    }

    @Override
    public CompletableFuture<ListAsyncInvokesResponse> listAsyncInvokes(ListAsyncInvokesRequest request) {
        return forward(client -> client.listAsyncInvokes(request));
    }

    @Override
    public CompletableFuture<StartAsyncInvokeResponse> startAsyncInvoke(StartAsyncInvokeRequest request) {
        return forward(client -> client.startAsyncInvoke(request));
    }

    @Override
    public CompletableFuture<Void> invokeModelWithBidirectionalStream(
            InvokeModelWithBidirectionalStreamRequest request,
            Publisher<InvokeModelWithBidirectionalStreamInput> input,
            InvokeModelWithBidirectionalStreamResponseHandler handler) {
        if (router.isClosed()) {
            PoolException closed = BedrockFailures.closed();
            handler.exceptionOccurred(closed);
            return CompletableFuture.failedFuture(closed);
        }
        return router.delegate().invokeModelWithBidirectionalStream(request, input, handler);
    }

    private <R> CompletableFuture<R> forward(Function<BedrockRuntimeAsyncClient, CompletableFuture<R>> call) {
        return router.isClosed()
                ? CompletableFuture.failedFuture(BedrockFailures.closed())
                : call.apply(router.delegate());
    }

    @Override
    public BedrockRuntimeServiceClientConfiguration serviceClientConfiguration() {
        return router.delegate().serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** The pool closes what it made, and the clients under it are the caller's. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "BedrockAsyncFacade{" + router + "}";
    }
}
