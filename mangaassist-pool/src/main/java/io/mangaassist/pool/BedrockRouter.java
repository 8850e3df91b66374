package io.mangaassist.pool;

import io.mangaassist.core.AwsRequestAttributes;
import io.mangaassist.core.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** Sends requests for models of the ladder down it, and all others to the first client as they are. */
final class BedrockRouter {

    private final Ladder ladder;
    private final BedrockLadder rungs;
    private final InFlight inFlight;
    private final Duration firstToken;
    private final Duration total;
    private final boolean keepSites;

    BedrockRouter(Ladder ladder, BedrockLadder rungs, InFlight inFlight, BedrockPoolConfig config) {
        this.ladder = ladder;
        this.rungs = rungs;
        this.inFlight = inFlight;
        this.firstToken = config.firstTokenTimeout();
        this.total = config.totalTimeout();
        this.keepSites = config.keepSites();
    }

    /** The client for operations that do not go down the ladder. */
    BedrockRuntimeAsyncClient delegate() {
        return rungs.rungs().get(0).client();
    }

    boolean isClosed() {
        return inFlight.isClosed();
    }

    CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        if (isUnknown(request.modelId())) {
            return delegate().converse(request);
        }
        return send(
                new BedrockUnaryTrip<>(Operation.CONVERSE, new BedrockConverseCalls(rungs, request)),
                request,
                request.modelId());
    }

    CompletableFuture<InvokeModelResponse> invokeModel(InvokeModelRequest request) {
        if (isUnknown(request.modelId())) {
            return delegate().invokeModel(request);
        }
        return send(
                new BedrockUnaryTrip<>(Operation.INVOKE_MODEL, new BedrockInvokeCalls(rungs, request)),
                request,
                request.modelId());
    }

    CompletableFuture<Void> converseStream(ConverseStreamRequest request, ConverseStreamResponseHandler handler) {
        if (isUnknown(request.modelId())) {
            return delegate().converseStream(request, handler);
        }
        BedrockConverseStreamCalls calls = new BedrockConverseStreamCalls(rungs, request);
        return send(new BedrockStreamTrip<>(Operation.CONVERSE_STREAM, calls, handler), request, request.modelId());
    }

    CompletableFuture<Void> invokeModelStream(
            InvokeModelWithResponseStreamRequest request, InvokeModelWithResponseStreamResponseHandler handler) {
        if (isUnknown(request.modelId())) {
            return delegate().invokeModelWithResponseStream(request, handler);
        }
        BedrockInvokeStreamCalls calls = new BedrockInvokeStreamCalls(rungs, request);
        return send(new BedrockStreamTrip<>(Operation.INVOKE_MODEL_STREAM, calls, handler), request, request.modelId());
    }

    @Override
    public String toString() {
        return ladder.rungs().toString();
    }

    private boolean isUnknown(@Nullable String modelId) {
        boolean unknown = !inFlight.isClosed() && rungs.indexOf(modelId) < 0;
        if (unknown) {
            ladder.meters().passedThrough();
        }
        return unknown;
    }

    private <R> CompletableFuture<R> send(Trip<R> trip, BedrockRuntimeRequest request, @Nullable String modelId) {
        if (!inFlight.begin()) {
            trip.fail(BedrockFailures.closed());
            return trip.result();
        }
        var unused = trip.result().whenComplete((answer, failure) -> inFlight.end());
        new Descent<>(ladder, trip, passenger(request)).begin(rungs.indexOf(modelId));
        return trip.result();
    }

    private Passenger passenger(BedrockRuntimeRequest request) {
        return new Passenger(
                AwsRequestAttributes.deadline(request, firstToken, total, ladder.clock()),
                AwsRequestAttributes.get(request, AwsRequestAttributes.LANE).orElse(Lane.INTERACTIVE),
                AwsRequestAttributes.get(request, AwsRequestAttributes.CORRELATION_ID),
                AwsRequestAttributes.get(request, BedrockPool.ROUTE_LISTENER).orElse(null),
                keepSites ? new Throwable("The request was made here") : null);
    }
}
