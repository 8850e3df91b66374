package io.mangaassist.pool;

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

/** The pool in the form of the SDK's blocking client: each call waits for the asynchronous one. */
final class BedrockSyncFacade implements BedrockRuntimeClient {

    private final BedrockRuntimeAsyncClient async;

    BedrockSyncFacade(BedrockRuntimeAsyncClient async) {
        this.async = async;
    }

    @Override
    public ConverseResponse converse(ConverseRequest request) {
        return BedrockJoin.join(async.converse(request));
    }

    @Override
    public InvokeModelResponse invokeModel(InvokeModelRequest request) {
        return BedrockJoin.join(async.invokeModel(request));
    }

    @Override
    public ApplyGuardrailResponse applyGuardrail(ApplyGuardrailRequest request) {
        return BedrockJoin.join(async.applyGuardrail(request));
    }

    @Override
    public CountTokensResponse countTokens(CountTokensRequest request) {
        return BedrockJoin.join(async.countTokens(request));
    }

    @Override
    public GetAsyncInvokeResponse getAsyncInvoke(GetAsyncInvokeRequest request) {
        return BedrockJoin.join(async.getAsyncInvoke(request));
    }

    @Override
    public InvokeGuardrailChecksResponse invokeGuardrailChecks(InvokeGuardrailChecksRequest request) {
        return BedrockJoin.join(async.invokeGuardrailChecks(request));
    }

    @Override
    public ListAsyncInvokesResponse listAsyncInvokes(ListAsyncInvokesRequest request) {
        return BedrockJoin.join(async.listAsyncInvokes(request));
    }

    @Override
    public StartAsyncInvokeResponse startAsyncInvoke(StartAsyncInvokeRequest request) {
        return BedrockJoin.join(async.startAsyncInvoke(request));
    }

    @Override
    public BedrockRuntimeServiceClientConfiguration serviceClientConfiguration() {
        return async.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** As the asynchronous one: nothing here is its own. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "BedrockSyncFacade{" + async + "}";
    }
}
