package io.mangaassist.guardrails;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeServiceClientConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensResponse;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeGuardrailChecksResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ListAsyncInvokesResponse;
import software.amazon.awssdk.services.bedrockruntime.model.StartAsyncInvokeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.StartAsyncInvokeResponse;

/** The guarded asynchronous client, waited for on the caller's thread. */
final class BedrockGuardedClient implements BedrockRuntimeClient {

    private final BedrockRuntimeAsyncClient async;
    private final BedrockGuard guard;

    BedrockGuardedClient(BedrockRuntimeAsyncClient async, BedrockGuard guard) {
        this.async = async;
        this.guard = guard;
    }

    @Override
    public ConverseResponse converse(ConverseRequest request) {
        return await(async.converse(request));
    }

    @Override
    public InvokeModelResponse invokeModel(InvokeModelRequest request) {
        return await(async.invokeModel(request));
    }

    @Override
    public StartAsyncInvokeResponse startAsyncInvoke(StartAsyncInvokeRequest request) {
        return await(async.startAsyncInvoke(request));
    }

    @Override
    public ApplyGuardrailResponse applyGuardrail(ApplyGuardrailRequest request) {
        return await(async.applyGuardrail(request));
    }

    @Override
    public InvokeGuardrailChecksResponse invokeGuardrailChecks(InvokeGuardrailChecksRequest request) {
        return await(async.invokeGuardrailChecks(request));
    }

    @Override
    public CountTokensResponse countTokens(CountTokensRequest request) {
        return await(async.countTokens(request));
    }

    @Override
    public GetAsyncInvokeResponse getAsyncInvoke(GetAsyncInvokeRequest request) {
        return await(async.getAsyncInvoke(request));
    }

    @Override
    public ListAsyncInvokesResponse listAsyncInvokes(ListAsyncInvokesRequest request) {
        return await(async.listAsyncInvokes(request));
    }

    @Override
    public BedrockRuntimeServiceClientConfiguration serviceClientConfiguration() {
        return async.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return async.serviceName();
    }

    @Override
    public void close() {
        // the delegate stays with whoever made it
    }

    @Override
    public String toString() {
        return "BedrockGuardedClient[" + guard.guardrails() + "]";
    }

    /** Waits as the SDK's own synchronous client does: its exceptions, an interrupt as AbortedException. */
    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            throw AbortedException.create("interrupted while waiting for an answer", e);
        } catch (CancellationException e) {
            throw AbortedException.create("the call was cancelled", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw SdkClientException.create("the call failed", e.getCause());
        }
    }
}
