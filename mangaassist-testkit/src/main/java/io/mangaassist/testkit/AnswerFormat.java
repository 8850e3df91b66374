package io.mangaassist.testkit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** One way to write a request and its answer: Bedrock's own, or a model family's. */
interface AnswerFormat {
    /** What a request asks for. */
    record Ask(String lastUserText, int inputTokens, int maxTokens) {}

    /** What is known of an answer once it is whole. */
    record Facts(String text, ModelBehaviour.Usage usage, boolean cutByLimit, Timing timing) {
        String stopReason() {
            return cutByLimit ? "max_tokens" : "end_turn";
        }
    }

    /** Milliseconds since the request was there. */
    record Timing(long firstTokenMillis, long wholeMillis) {}

    /** Reads a request; fields of a wrong type throw {@link ClassCastException}. */
    Ask read(JsonObject request);

    /** The answer in one piece. */
    JsonObject whole(Facts facts);

    /** First bytes of a stream, before any text. */
    Buffer begin(BedrockCall call);

    /** One piece of text. */
    Buffer text(String token);

    /** Last bytes of a stream that ends well. */
    Buffer end(Facts facts);
}
