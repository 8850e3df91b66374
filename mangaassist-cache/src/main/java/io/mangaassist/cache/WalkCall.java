package io.mangaassist.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One command of a {@link KeyWalk}. */
final class WalkCall implements RedisCall {

    private final RedisRequest request;
    private final Consumer<byte @Nullable []> sink;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    WalkCall(RedisRequest request, Consumer<byte @Nullable []> sink) {
        this.request = request;
        this.sink = sink;
    }

    CompletionStage<@Nullable Void> on(RedisLink link) {
        link.send(List.of(this));
        return end;
    }

    @Override
    public RedisRequest request() {
        return request;
    }

    @Override
    public void replied(byte @Nullable [] value) {
        sink.accept(value);
        end.complete(null);
    }

    @Override
    public void failed(RedisFault fault, boolean refused) {
        end.completeExceptionally(new RedisFaultException(fault));
    }
}
