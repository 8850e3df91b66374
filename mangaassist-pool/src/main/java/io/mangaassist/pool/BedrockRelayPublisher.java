package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * What the caller's handler gets. The SDK's own {@code subscribe(Consumer)} turns an exception of the consumer into a
 * cancelled subscription, and the stream then looks like a success; here the exception is kept.
 */
final class BedrockRelayPublisher<E> implements SdkPublisher<E> {

    private final BedrockStreamRelay<?, E> relay;

    BedrockRelayPublisher(BedrockStreamRelay<?, E> relay) {
        this.relay = relay;
    }

    @Override
    public void subscribe(Subscriber<? super E> subscriber) {
        relay.subscribe(subscriber);
    }

    @Override
    public CompletableFuture<Void> subscribe(Consumer<E> consumer) {
        return SdkPublisher.super.subscribe(event -> {
            try {
                consumer.accept(event);
            } catch (RuntimeException thrown) {
                relay.consumerFailed(thrown);
                throw thrown;
            }
        });
    }
}
