package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The answer of a model to one call, in one piece or as a stream. */
final class ModelReply {
    private final Exchange exchange;
    private final AnswerFormat format;
    private final ModelState model;
    private final BedrockCall call;

    ModelReply(Exchange exchange, AnswerFormat format, ModelState model, BedrockCall call) {
        this.exchange = exchange;
        this.format = format;
        this.model = model;
        this.call = call;
    }

    void send(@Nullable Fault fault) {
        long now = System.nanoTime();
        int limit = call.maxTokens() > 0 ? call.maxTokens() : model.behaviour().defaultMaxTokens();
        int reserved = call.inputTokens() + limit;
        if (!model.admitRequest(now)) {
            exchange.throttle("Too many requests, please wait before trying again.");
        } else if (!model.reserveTokens(reserved, now)) {
            exchange.throttle("Too many tokens, please wait before trying again.");
        } else {
            PreparedAnswer answer = PreparedAnswer.of(model.behaviour(), call);
            exchange.onEnd(() -> model.settleTokens(reserved, answer.usage()));
            if (call.operation().streams()) {
                stream(answer, fault);
            } else {
                whole(answer, fault);
            }
        }
    }

    private void stream(PreparedAnswer answer, @Nullable Fault fault) {
        ModelBehaviour behaviour = model.behaviour();
        TokenStream stream = new TokenStream(exchange, format, answer, behaviour.tokensPerSecond());
        exchange.after(model.draw(behaviour.timeToFirstToken()), () -> stream.start(call, fault));
    }

    private void whole(PreparedAnswer answer, @Nullable Fault fault) {
        ModelBehaviour behaviour = model.behaviour();
        Latency latency = behaviour.latency();
        long first = latency == null ? model.draw(behaviour.timeToFirstToken()) : model.draw(latency);
        long rest = latency == null ? answer.speakingNanos(behaviour.tokensPerSecond()) : 0;
        exchange.after(first + rest, () -> {
            long millis = exchange.elapsedMillis();
            Buffer body = format.whole(answer.facts(new AnswerFormat.Timing(millis, millis)))
                    .toBuffer();
            exchange.response()
                    .putHeader("content-type", "application/json")
                    .putHeader("x-amzn-bedrock-invocation-latency", Long.toString(millis))
                    .putHeader(
                            "x-amzn-bedrock-input-token-count",
                            Integer.toString(answer.usage().input()))
                    .putHeader(
                            "x-amzn-bedrock-output-token-count",
                            Integer.toString(answer.usage().output()));
            if (fault == null) {
                exchange.complete(body, answer.tokens().size());
            } else {
                exchange.spoil(body.getBuffer(0, body.length() / 2));
            }
        });
    }
}
