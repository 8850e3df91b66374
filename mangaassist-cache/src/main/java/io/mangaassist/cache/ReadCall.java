package io.mangaassist.cache;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One read: its future may end before Redis answers, its place on the connection not. */
final class ReadCall implements Session.Tracked {

    private final RedisRequest request;
    private final long sentAt;
    private final CompletableFuture<byte @Nullable []> result = new CompletableFuture<>();

    private volatile boolean answered;

    ReadCall(RedisRequest request, long sentAt) {
        this.request = request;
        this.sentAt = sentAt;
    }

    @Override
    public RedisRequest request() {
        return request;
    }

    @Override
    public void replied(byte @Nullable [] value) {
        answered = true;
        result.complete(value);
    }

    @Override
    public void failed(RedisFault fault, boolean refused) {
        answered = true;
        result.completeExceptionally(new RedisFaultException(fault));
    }

    /** Ends the waiting, not the call. */
    void timedOut() {
        result.completeExceptionally(new RedisFaultException(RedisFault.TIMEOUT));
    }

    CompletableFuture<byte @Nullable []> result() {
        return result;
    }

    @Override
    public boolean isOver() {
        return answered;
    }

    @Override
    public long sentAt() {
        return sentAt;
    }
}
