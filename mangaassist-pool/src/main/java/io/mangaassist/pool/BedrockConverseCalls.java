package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** {@code converse} at each rung. */
final class BedrockConverseCalls implements BedrockCalls<ConverseResponse> {

    private final BedrockLadder ladder;
    private final ConverseRequest request;

    BedrockConverseCalls(BedrockLadder ladder, ConverseRequest request) {
        this.ladder = ladder;
        this.request = request;
    }

    @Override
    public BedrockCall<ConverseResponse> at(int index) {
        BedrockRung rung = ladder.rungs().get(index);
        ConverseRequest adapted =
                ladder.isFirst(index, request.modelId()) ? request : BedrockRequests.to(rung, request);
        return () -> rung.client().converse(adapted);
    }

    @Override
    public @Nullable ConverseResponse degraded(RouteReason reason) {
        return ladder.degradedText(request, reason)
                .map(BedrockAnswers::converse)
                .orElse(null);
    }
}
