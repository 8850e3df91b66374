package io.mangaassist.testkit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What one ConverseStream call told its handler. */
final class StreamLog {
    final List<String> deltas = new CopyOnWriteArrayList<>();
    final AtomicReference<@Nullable String> stopReason = new AtomicReference<>();
    final AtomicInteger outputTokens = new AtomicInteger(-1);
    final CompletableFuture<Void> firstDelta = new CompletableFuture<>();
    final CompletableFuture<Void> future;

    private StreamLog(BedrockRuntimeAsyncClient client, String model, String question) {
        ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(delta -> {
                            deltas.add(delta.delta().text());
                            firstDelta.complete(null);
                        })
                        .onMessageStop(stop -> stopReason.set(stop.stopReasonAsString()))
                        .onMetadata(event -> outputTokens.set(event.usage().outputTokens()))
                        .build())
                .build();
        future = client.converseStream(r -> r.modelId(model).messages(user(question)), handler);
    }

    static StreamLog open(BedrockRuntimeAsyncClient client, String model, String question) {
        return new StreamLog(client, model, question);
    }

    static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    String text() {
        return String.join("", deltas);
    }

    /** Waits for the end; null if it went well, else what the future failed with. */
    @Nullable
    Throwable end() {
        try {
            future.get(60, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the stream did not end", e);
        }
    }
}
