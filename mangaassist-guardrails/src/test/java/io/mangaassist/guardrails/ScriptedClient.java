package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** A client whose stream a test plays event by event, for what the simulator's models do not say: tools, reasoning. */
final class ScriptedClient implements BedrockRuntimeAsyncClient {

    private final CompletableFuture<Void> call = new CompletableFuture<>();
    private @Nullable Subscriber<? super ConverseStreamOutput> subscriber;
    private @Nullable ConverseResponse response;
    private final List<String> signals = new ArrayList<>();

    @Override
    public CompletableFuture<Void> converseStream(
            ConverseStreamRequest request, ConverseStreamResponseHandler handler) {
        handler.onEventStream(SdkPublisher.adapt(to -> {
            subscriber = to;
            to.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {
                    signals.add("cancelled");
                }
            });
        }));
        return call;
    }

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
        return CompletableFuture.completedFuture(response);
    }

    void response(ConverseResponse newResponse) {
        response = newResponse;
    }

    void play(ConverseStreamOutput... events) {
        for (ConverseStreamOutput event : events) {
            if (subscriber != null && signals.isEmpty()) {
                subscriber.onNext(event);
            }
        }
    }

    void end() {
        if (subscriber != null) {
            subscriber.onComplete();
        }
        call.complete(null);
    }

    CompletableFuture<Void> call() {
        return call;
    }

    List<String> signals() {
        return signals;
    }

    @Override
    public String serviceName() {
        return "scripted";
    }

    @Override
    public void close() {}
}
