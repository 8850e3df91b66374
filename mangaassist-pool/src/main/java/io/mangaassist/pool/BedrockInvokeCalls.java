package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** {@code invokeModel} at each rung whose models read the same body. */
final class BedrockInvokeCalls implements BedrockCalls<InvokeModelResponse> {

    private final BedrockLadder ladder;
    private final InvokeModelRequest request;

    BedrockInvokeCalls(BedrockLadder ladder, InvokeModelRequest request) {
        this.ladder = ladder;
        this.request = request;
    }

    @Override
    public @Nullable BedrockCall<InvokeModelResponse> at(int index) {
        BedrockRung rung = ladder.rungs().get(index);
        InvokeModelRequest adapted =
                ladder.isFirst(index, request.modelId()) ? request : BedrockRequests.to(rung, request);
        return adapted == null ? null : () -> rung.client().invokeModel(adapted);
    }

    @Override
    public @Nullable InvokeModelResponse degraded(RouteReason reason) {
        if (!BedrockModels.isClaude(request.modelId())) {
            return null;
        }
        return ladder.degradedText(request, reason)
                .map(text -> BedrockAnswers.claude(request.modelId(), text))
                .orElse(null);
    }
}
