package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;

/** Puts a request to another rung. Only the model id changes and, where the rung says so, the bound of the answer. */
final class BedrockRequests {

    private BedrockRequests() {}

    static ConverseRequest to(BedrockRung rung, ConverseRequest request) {
        return request.toBuilder()
                .modelId(rung.modelId())
                .inferenceConfig(bounded(rung, request.inferenceConfig()))
                .build();
    }

    static ConverseStreamRequest to(BedrockRung rung, ConverseStreamRequest request) {
        return request.toBuilder()
                .modelId(rung.modelId())
                .inferenceConfig(bounded(rung, request.inferenceConfig()))
                .build();
    }

    /** Null if the body was written for another family of models. */
    static @Nullable InvokeModelRequest to(BedrockRung rung, InvokeModelRequest request) {
        return BedrockModels.sameFamily(request.modelId(), rung.modelId())
                ? request.toBuilder()
                        .modelId(rung.modelId())
                        .body(bounded(rung, request.body()))
                        .build()
                : null;
    }

    /** Null if the body was written for another family of models. */
    static @Nullable InvokeModelWithResponseStreamRequest to(
            BedrockRung rung, InvokeModelWithResponseStreamRequest request) {
        return BedrockModels.sameFamily(request.modelId(), rung.modelId())
                ? request.toBuilder()
                        .modelId(rung.modelId())
                        .body(bounded(rung, request.body()))
                        .build()
                : null;
    }

    private static SdkBytes bounded(BedrockRung rung, SdkBytes body) {
        Integer bound = rung.maxTokens().orElse(null);
        return bound == null || !BedrockModels.isClaude(rung.modelId()) ? body : BedrockClaudeBody.bounded(body, bound);
    }

    private static @Nullable InferenceConfiguration bounded(BedrockRung rung, @Nullable InferenceConfiguration asked) {
        Integer bound = rung.maxTokens().orElse(null);
        if (bound == null) {
            return asked;
        }
        Integer wanted = asked == null ? null : asked.maxTokens();
        int tokens = wanted == null ? bound : Math.min(wanted, bound);
        InferenceConfiguration.Builder changed = asked == null ? InferenceConfiguration.builder() : asked.toBuilder();
        return changed.maxTokens(tokens).build();
    }
}
