package io.mangaassist.cache;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.RedisCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A {@link RedisLink} over a Lettuce connection that neither reconnects nor buffers. */
final class LettuceLink implements RedisLink {

    private final StatefulRedisConnection<byte[], byte[]> connection;
    private final Map<LettuceLink, CompletableFuture<Void>> closings;

    /**
     * Takes a connection.
     *
     * @param closings where the closing stands until it is done, for who ends the event loops
     */
    LettuceLink(
            StatefulRedisConnection<byte[], byte[]> connection, Map<LettuceLink, CompletableFuture<Void>> closings) {
        this.connection = connection;
        this.closings = closings;
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void send(List<? extends RedisCall> calls) {
        if (!connection.isOpen()) {
            calls.forEach(call -> call.failed(RedisFault.CONNECTION_LOST, true));
            return;
        }
        List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>(calls.size());
        for (RedisCall call : calls) {
            AsyncCommand<byte[], byte[], ?> command = LettuceCommands.of(call.request());
            var unused = command.whenComplete((value, failure) -> tell(call, value, failure));
            commands.add(command);
        }
        try {
            var unused = connection.dispatch(commands);
        } catch (RedisException notAccepted) {
            // Some may have been written; the first end of a call counts, so telling all is safe.
            calls.forEach(call -> call.failed(RedisFault.CONNECTION_LOST, false));
        }
    }

    private static void tell(RedisCall call, @Nullable Object value, @Nullable Throwable failure) {
        if (failure == null) {
            call.replied(value instanceof byte[] bytes ? bytes : null);
        } else {
            call.failed(LettuceFaults.ofCommand(failure), LettuceFaults.isAnswer(failure));
        }
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closing = connection.closeAsync();
        closings.put(this, closing);
        return closing.whenComplete((gone, failure) -> closings.remove(this));
    }
}
