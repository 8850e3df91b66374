package io.mangaassist.examples;

import io.mangaassist.cache.CacheKey;
import io.mangaassist.cache.CacheResult;
import io.mangaassist.cache.CacheScope;
import io.mangaassist.core.AwsRequestAttributes;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** Answers one question: from the cache, else from Bedrock, streamed through the guardrail. Never blocks. */
final class Chat {

    private static final int MAX_TOKENS = 512;

    private final ChatStack stack;
    private final ChatTally tally;
    private final AtomicLong asked = new AtomicLong();

    Chat(ChatStack stack, ChatTally tally) {
        this.stack = stack;
        this.tally = tally;
    }

    /** Completes, always normally, when the answer has been shown or given up. */
    CompletableFuture<Void> ask(Question question) {
        SegmentTimer first = stack.segments().start(Segment.REQUEST);
        SegmentTimer whole = stack.segments().start(Segment.REQUEST_STREAM);
        CacheKey key = key(question);
        return stack.cache()
                .get(key)
                .thenCompose(found -> {
                    tally.lookedUp(found.source());
                    if (found.isHit()) {
                        first.stop(Outcome.SUCCESS);
                        return CompletableFuture.completedFuture(true);
                    }
                    return generate(question, key, first);
                })
                .handle((answered, failure) -> {
                    Outcome outcome = failure == null ? Outcome.SUCCESS : Outcome.ERROR;
                    first.stop(outcome);
                    whole.stop(outcome);
                    tally.ended(failure == null);
                    return null;
                });
    }

    private CompletableFuture<Boolean> generate(Question question, CacheKey key, SegmentTimer first) {
        String correlationId = question.id() + "-" + asked.incrementAndGet();
        stack.desk().expect(correlationId, key);
        StringBuilder shown = new StringBuilder();
        ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(event -> {
                            first.stop(Outcome.SUCCESS);
                            shown.append(event.delta().text());
                        })
                        .build())
                .build();
        return stack.chat()
                .converseStream(request(question, correlationId), handler)
                .handle((ended, failure) -> {
                    if (failure != null) {
                        stack.desk().failed(correlationId);
                        throw new IllegalStateException("no answer", failure);
                    }
                    stack.desk().whole(correlationId, shown.toString());
                    return true;
                });
    }

    private static ConverseStreamRequest request(Question question, String correlationId) {
        String model = question.complex() ? SimulatedWorld.SONNET : SimulatedWorld.HAIKU;
        return ConverseStreamRequest.builder()
                .modelId(model)
                .system(SystemContentBlock.fromText("You answer questions of customers of a manga shop."))
                .messages(Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText(question.text()))
                        .build())
                .inferenceConfig(inference -> inference.maxTokens(MAX_TOKENS))
                .overrideConfiguration(c -> c.putExecutionAttribute(AwsRequestAttributes.INTENT, question.intent())
                        .putExecutionAttribute(AwsRequestAttributes.CORRELATION_ID, correlationId))
                .build();
    }

    /** An answer holds for one language, model, prompt and policy. */
    private CacheKey key(Question question) {
        return CacheScope.builder("manga-shop")
                .locale(question.language().toLanguageTag().toLowerCase(Locale.ROOT))
                .model(question.complex() ? SimulatedWorld.SONNET : SimulatedWorld.HAIKU)
                .promptVersion("1")
                .guardrailVersion(stack.guardrails().policy().version())
                .build()
                .key(question.text());
    }

    /** For tests: what a lookup of this question finds now. */
    CompletableFuture<CacheResult<String>> cached(Question question) {
        return stack.cache().get(key(question));
    }
}
