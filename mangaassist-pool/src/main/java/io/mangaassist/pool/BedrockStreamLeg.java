package io.mangaassist.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * One streaming call to one model. Keeps what comes before the first content to itself, so that another model can still
 * take over; from the first content on it feeds the caller's relay. A stream without its end event is a failure, whatever
 * the SDK says.
 */
final class BedrockStreamLeg<P, E>
        implements Leg<Void>, EventStreamResponseHandler<P, E>, Subscriber<E>, BedrockStreamSource {

    /** Events before the first content are two or three; a model that sends more is taken as it is. */
    private static final int HELD_BACK_AT_MOST = 16;

    private final BedrockStreamRelay<P, E> relay;
    private final BedrockStreamKind<E> kind;
    private final LegSignals signals;
    private final BedrockStreamCall<P, E> call;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<E> heldBack = new ArrayList<>();

    private volatile @Nullable CompletableFuture<Void> underlying;
    private volatile @Nullable Subscription upstream;
    private volatile @Nullable P response;
    private volatile boolean shown;
    private volatile boolean endSeen;
    private volatile boolean abandoned;
    private volatile @Nullable TokenCount used;
    private volatile long reportedMillis = BedrockReportedLatency.UNKNOWN;

    BedrockStreamLeg(BedrockStreamRelay<P, E> relay, LegSignals signals, BedrockStreamCall<P, E> call) {
        this.relay = relay;
        this.kind = call.kind();
        this.signals = signals;
        this.call = call;
    }

    @Override
    public CompletableFuture<Void> start() {
        if (abandoned) {
            return CompletableFuture.failedFuture(new CancellationException("given up before it began"));
        }
        CompletableFuture<Void> future = call.send().apply(this);
        underlying = future;
        if (abandoned) {
            future.cancel(true);
        }
        var unused = future.whenComplete((nothing, failure) -> ended(failure));
        return done;
    }

    private void ended(@Nullable Throwable failure) {
        if (failure == null && endSeen) {
            done.complete(null);
        } else if (failure == null) {
            done.completeExceptionally(BedrockFailures.interrupted(shown));
        } else {
            Throwable cause = failure.getCause();
            done.completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
        }
    }

    @Override
    public void abandon() {
        abandoned = true;
        stop(new CancellationException("The call was given up"));
    }

    @Override
    public TokenCount most() {
        return call.most().get();
    }

    @Override
    public @Nullable TokenCount used() {
        return used;
    }

    @Override
    public long reportedMillis() {
        return reportedMillis;
    }

    private void stop(Throwable why) {
        done.completeExceptionally(why);
        Subscription subscription = upstream;
        if (subscription != null) {
            subscription.cancel();
        }
        CompletableFuture<Void> future = underlying;
        if (future != null) {
            future.cancel(true);
        }
    }

    // ---- what the SDK tells

    @Override
    public void responseReceived(P received) {
        response = received;
    }

    @Override
    public void onEventStream(SdkPublisher<E> publisher) {
        publisher.subscribe(this);
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        // Comes once for each attempt, terminal or not; only the future says how the call ended.
    }

    @Override
    public void complete() {
        // As above.
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (shown || abandoned) {
            // A client that retries by itself begins again here; the caller has seen content already.
            subscription.cancel();
            done.completeExceptionally(BedrockFailures.interrupted(shown));
            return;
        }
        heldBack.clear();
        upstream = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(E event) {
        if (kind.isEnd(event)) {
            endSeen = true;
            reportedMillis = BedrockReportedLatency.ofLastEvent(event);
        }
        used = kind.tokens(event, used);
        if (shown) {
            relay.offer(event);
            return;
        }
        heldBack.add(event);
        if (kind.isContent(event) || endSeen || heldBack.size() >= HELD_BACK_AT_MOST) {
            show();
        } else {
            request(1);
        }
    }

    private void show() {
        if (signals.firstContent()) {
            shown = true;
            relay.open(this, response, List.copyOf(heldBack));
            heldBack.clear();
        } else {
            abandon();
        }
    }

    @Override
    public void onError(Throwable failure) {
        // The future brings it too.
    }

    @Override
    public void onComplete() {
        // The future brings it too.
    }

    // ---- what the caller asks, through the relay

    @Override
    public void request(long events) {
        Subscription subscription = upstream;
        if (subscription != null) {
            subscription.request(events);
        }
    }

    @Override
    public void cancelledByCaller() {
        if (endSeen) {
            done.complete(null);
        }
        stop(new CancellationException("The subscriber cancelled the stream"));
    }

    @Override
    public void consumerFailed(Throwable failure) {
        stop(failure);
    }
}
