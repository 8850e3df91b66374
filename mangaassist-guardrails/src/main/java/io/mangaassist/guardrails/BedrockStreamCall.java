package io.mangaassist.guardrails;

import io.mangaassist.core.Guard;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/**
 * One guarded {@code converseStream} call: stands between the SDK and the caller's handler.
 *
 * <p>The handler gets {@code complete} or {@code exceptionOccurred} at most once, then the future ends; the SDK's own
 * {@code exceptionOccurred} is not passed on, because it also comes before a retry that succeeds.
 */
final class BedrockStreamCall implements ConverseStreamResponseHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockStreamCall.class);

    private final Guardrails guardrails;
    private final AnswerContext context;
    private final ConverseStreamResponseHandler handler;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final SerialLoop loop = new SerialLoop();
    private @Nullable CompletableFuture<Void> call;
    private @Nullable BedrockRelay relay;
    private boolean relayOver;
    private boolean callDone;
    private boolean ended;

    BedrockStreamCall(Guardrails guardrails, AnswerContext context, ConverseStreamResponseHandler handler) {
        this.guardrails = guardrails;
        this.context = context;
        this.handler = handler;
    }

    /** Follows the SDK's call; the returned future is the caller's. */
    CompletableFuture<Void> follow(CompletableFuture<Void> sdkCall) {
        loop.execute(() -> call = sdkCall);
        var unused = sdkCall.whenComplete((ok, failure) -> loop.execute(() -> callEnded(failure)));
        unused = result.whenComplete((ok, failure) -> {
            if (failure instanceof CancellationException) {
                loop.execute(this::cancelledByCaller);
            }
        });
        return result;
    }

    @Override
    public void responseReceived(ConverseStreamResponse response) {
        handler.responseReceived(response);
    }

    @Override
    public void onEventStream(SdkPublisher<ConverseStreamOutput> events) {
        handler.onEventStream(SdkPublisher.adapt(subscriber -> subscribe(events, subscriber)));
    }

    @Override
    public void exceptionOccurred(Throwable thrown) {
        // the future tells, once it is final
    }

    @Override
    public void complete() {
        // the future tells, and the answer may still be waiting for its verdict
    }

    private void subscribe(SdkPublisher<ConverseStreamOutput> events, Subscriber<? super ConverseStreamOutput> to) {
        BedrockRelay newRelay = new BedrockRelay(to, (end, why) -> loop.execute(() -> relayEnded(end, why)));
        newRelay.begin(guardrails.answer(context, newRelay));
        loop.execute(() -> {
            relay = newRelay;
            relayOver = false;
        });
        to.onSubscribe(newRelay);
        events.subscribe(newRelay);
    }

    private void relayEnded(Relay.End end, @Nullable Throwable why) {
        relayOver = true;
        switch (end) {
            case COMPLETED -> {
                if (callDone) {
                    end(null);
                }
            }
            case STOPPED -> {
                end(null);
                cancelCall();
            }
            case CANCELLED -> {
                ended = true;
                result.complete(null);
                cancelCall();
            }
            case CONSUMER_FAILED -> {
                end(why);
                cancelCall();
            }
            case UPSTREAM_FAILED -> {
                // a retry may follow; the SDK's future has the last word
            }
        }
    }

    private void callEnded(@Nullable Throwable failure) {
        callDone = true;
        BedrockRelay current = relay;
        if (failure != null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (current != null && !ended) {
                current.onError(cause);
            }
            end(cause);
        } else if (current == null || relayOver) {
            end(null);
        }
    }

    private void cancelledByCaller() {
        BedrockRelay current = relay;
        if (!ended && current != null) {
            current.onError(new CancellationException("the call was cancelled"));
        }
        end(new CancellationException("the call was cancelled"));
        cancelCall();
    }

    private void cancelCall() {
        CompletableFuture<Void> running = call;
        if (running != null) {
            running.cancel(true);
        }
    }

    private void end(@Nullable Throwable failure) {
        if (ended) {
            return;
        }
        ended = true;
        if (failure == null) {
            Guard.safely(LOG, "A response handler's complete", handler::complete);
            result.complete(null);
        } else {
            Guard.safely(LOG, "A response handler's exceptionOccurred", () -> handler.exceptionOccurred(failure));
            result.completeExceptionally(failure);
        }
    }
}
