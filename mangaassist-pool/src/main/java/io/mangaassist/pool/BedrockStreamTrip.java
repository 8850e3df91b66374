package io.mangaassist.pool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;

/** A request that is answered in pieces. */
final class BedrockStreamTrip<P, E> implements Trip<Void> {

    private final Operation operation;
    private final BedrockStreamCalls<P, E> calls;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final BedrockStreamRelay<P, E> relay;

    BedrockStreamTrip(Operation operation, BedrockStreamCalls<P, E> calls, EventStreamResponseHandler<P, E> handler) {
        this.operation = operation;
        this.calls = calls;
        this.relay = new BedrockStreamRelay<>(handler, result);
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public @Nullable Leg<Void> leg(Rung rung, LegSignals signals, @Nullable RouteReason why) {
        BedrockStreamCall<P, E> call = calls.at(rung.index(), why);
        return call == null ? null : new BedrockStreamLeg<>(relay, signals, call);
    }

    @Override
    public Verdict judge(Throwable failure) {
        return BedrockFailures.judge(failure);
    }

    @Override
    public @Nullable Runnable degraded(RouteReason reason) {
        List<E> events = calls.degraded(reason);
        return events == null
                ? null
                : () -> {
                    relay.open(null, calls.degradedResponse(), events);
                    relay.finish();
                };
    }

    @Override
    public void succeed(@Nullable Void nothing) {
        relay.finish();
    }

    @Override
    public void fail(Throwable failure) {
        relay.fail(failure);
    }

    @Override
    public CompletableFuture<Void> result() {
        return result;
    }
}
