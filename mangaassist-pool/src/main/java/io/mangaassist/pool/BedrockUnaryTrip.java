package io.mangaassist.pool;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request that is answered at once: {@code converse}, {@code invokeModel}. */
final class BedrockUnaryTrip<R> implements Trip<R> {

    private final Operation operation;
    private final BedrockCalls<R> calls;
    private final CompletableFuture<R> result = new CompletableFuture<>();

    BedrockUnaryTrip(Operation operation, BedrockCalls<R> calls) {
        this.operation = operation;
        this.calls = calls;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public @Nullable Leg<R> leg(Rung rung, LegSignals signals, @Nullable RouteReason why) {
        BedrockCall<R> call = calls.at(rung.index(), why);
        return call == null ? null : new UnaryLeg<>(call);
    }

    @Override
    public Verdict judge(Throwable failure) {
        return BedrockFailures.judge(failure);
    }

    @Override
    public @Nullable Runnable degraded(RouteReason reason) {
        R answer = calls.degraded(reason);
        return answer == null ? null : () -> result.complete(answer);
    }

    @Override
    public void succeed(@Nullable R answer) {
        result.complete(answer);
    }

    @Override
    public void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public CompletableFuture<R> result() {
        return result;
    }

    private static final class UnaryLeg<R> implements Leg<R> {

        private final BedrockCall<R> call;
        private volatile boolean abandoned;
        private volatile @Nullable CompletableFuture<R> underlying;
        private volatile @Nullable TokenCount used;
        private volatile long reportedMillis = BedrockReportedLatency.UNKNOWN;

        UnaryLeg(BedrockCall<R> call) {
            this.call = call;
        }

        @Override
        public CompletableFuture<R> start() {
            if (abandoned) {
                return CompletableFuture.failedFuture(new CancellationException("given up before it began"));
            }
            CompletableFuture<R> future = call.send().get();
            underlying = future;
            if (abandoned) {
                future.cancel(true);
            }
            return future.thenApply(this::noted);
        }

        private R noted(R answer) {
            used = call.used().apply(answer);
            reportedMillis = BedrockReportedLatency.ofAnswer(answer);
            return answer;
        }

        @Override
        public void abandon() {
            abandoned = true;
            CompletableFuture<R> future = underlying;
            if (future != null) {
                future.cancel(true);
            }
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
    }
}
