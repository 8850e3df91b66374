package io.mangaassist.examples;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentSource;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailTextBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * What a service does before its readiness probe says yes: looks its hosts up and opens its connections, so that the
 * first customer does not pay for name resolution, TLS handshakes and class loading. Asks the plain clients, past the
 * pool and the guardrail, so that nothing of it stands in the table.
 */
final class WarmUp {

    private static final int ROUNDS = 4;
    private static final int CALLS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private WarmUp() {}

    /** Blocks until all calls have ended, well or not, or the limit is reached. */
    static void run(List<BedrockRuntimeAsyncClient> models, BedrockRuntimeAsyncClient judge) {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<?>[] calls = Stream.concat(
                            models.stream().flatMap(client -> many(() -> ask(client))), many(() -> judge(judge)))
                    .map(call -> call.handle((done, failure) -> true))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(calls)
                    .completeOnTimeout(null, LIMIT.toSeconds() / ROUNDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private interface Call {
        CompletableFuture<?> start();
    }

    private static Stream<CompletableFuture<?>> many(Call call) {
        return IntStream.range(0, CALLS).mapToObj(number -> call.start());
    }

    private static CompletableFuture<?> ask(BedrockRuntimeAsyncClient client) {
        ConverseStreamRequest request = ConverseStreamRequest.builder()
                .modelId(SimulatedWorld.HAIKU)
                .messages(Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText("ping"))
                        .build())
                .inferenceConfig(inference -> inference.maxTokens(1))
                .build();
        return client.converseStream(
                request,
                ConverseStreamResponseHandler.builder().subscriber(event -> {}).build());
    }

    private static CompletableFuture<?> judge(BedrockRuntimeAsyncClient client) {
        return client.applyGuardrail(request -> request.guardrailIdentifier(SimulatedWorld.GUARDRAIL)
                .guardrailVersion("1")
                .source(GuardrailContentSource.OUTPUT)
                .content(GuardrailContentBlock.fromText(
                        GuardrailTextBlock.builder().text("ping").build())));
    }
}
