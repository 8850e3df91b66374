package io.mangaassist.guardrails;

import java.util.concurrent.CompletableFuture;
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

/** The guarded client; {@code BedrockGuardedClientTest} holds that it forgets no operation of the SDK. */
final class BedrockGuardedAsyncClient implements BedrockRuntimeAsyncClient {

    private final BedrockGuard guard;
    private final BedrockRuntimeAsyncClient delegate;

    BedrockGuardedAsyncClient(BedrockGuard guard) {
        this.guard = guard;
        this.delegate = guard.delegate();
    }

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        CompletableFuture<ConverseResponse> result = new CompletableFuture<>();
        AnswerContext context = guard.context(request);
        CompletableFuture<ConverseResponse> call = delegate.converse(request);
        var unused = call.whenComplete((response, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                BedrockUnaryCall.guard(guard.guardrails(), context, response, result);
            }
        });
        unused = result.whenComplete((response, failure) -> {
            if (result.isCancelled()) {
                call.cancel(true);
            }
        });
        return result;
    }

    @Override
    public CompletableFuture<Void> converseStream(
            ConverseStreamRequest request, ConverseStreamResponseHandler handler) {
        BedrockStreamCall call = new BedrockStreamCall(guard.guardrails(), guard.context(request), handler);
        return call.follow(delegate.converseStream(request, call));
    }

    @Override
    public CompletableFuture<InvokeModelResponse> invokeModel(InvokeModelRequest request) {
        return guard.unguardedAllowed() ? delegate.invokeModel(request) : refused("invokeModel");
    }

    @Override
    public CompletableFuture<Void> invokeModelWithResponseStream(
            InvokeModelWithResponseStreamRequest request, InvokeModelWithResponseStreamResponseHandler handler) {
        if (guard.unguardedAllowed()) {
            return delegate.invokeModelWithResponseStream(request, handler);
        }
        CompletableFuture<Void> refused = refused("invokeModelWithResponseStream");
        handler.exceptionOccurred(refusal("invokeModelWithResponseStream"));
        return refused;
    }

    @Override
    public CompletableFuture<Void> invokeModelWithBidirectionalStream(
            InvokeModelWithBidirectionalStreamRequest request,
            Publisher<InvokeModelWithBidirectionalStreamInput> requestStream,
            InvokeModelWithBidirectionalStreamResponseHandler handler) {
        if (guard.unguardedAllowed()) {
            return delegate.invokeModelWithBidirectionalStream(request, requestStream, handler);
        }
        CompletableFuture<Void> refused = refused("invokeModelWithBidirectionalStream");
        handler.exceptionOccurred(refusal("invokeModelWithBidirectionalStream"));
        return refused;
    }

    @Override
    public CompletableFuture<StartAsyncInvokeResponse> startAsyncInvoke(StartAsyncInvokeRequest request) {
        return guard.unguardedAllowed() ? delegate.startAsyncInvoke(request) : refused("startAsyncInvoke");
    }

    @Override
    public CompletableFuture<ApplyGuardrailResponse> applyGuardrail(ApplyGuardrailRequest request) {
        return delegate.applyGuardrail(request);
    }

    @Override
    public CompletableFuture<InvokeGuardrailChecksResponse> invokeGuardrailChecks(
            InvokeGuardrailChecksRequest request) {
        return delegate.invokeGuardrailChecks(request);
    }

    @Override
    public CompletableFuture<CountTokensResponse> countTokens(CountTokensRequest request) {
        return delegate.countTokens(request);
    }

    @Override
    public CompletableFuture<GetAsyncInvokeResponse> getAsyncInvoke(GetAsyncInvokeRequest request) {
        return delegate.getAsyncInvoke(request);
    }

    @Override
    public CompletableFuture<ListAsyncInvokesResponse> listAsyncInvokes(ListAsyncInvokesRequest request) {
        return delegate.listAsyncInvokes(request);
    }

    @Override
    public BedrockRuntimeServiceClientConfiguration serviceClientConfiguration() {
        return delegate.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return delegate.serviceName();
    }

    @Override
    public void close() {
        // the delegate stays with whoever made it
    }

    @Override
    public String toString() {
        return "BedrockGuardedAsyncClient[" + guard.guardrails() + "]";
    }

    private static <T> CompletableFuture<T> refused(String operation) {
        return CompletableFuture.failedFuture(refusal(operation));
    }

    static UnsupportedOperationException refusal(String operation) {
        return new UnsupportedOperationException(
                operation
                        + " is not guarded and therefore refused; use converse or converseStream, or build with allowUnguardedOperations()");
    }
}
