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
    public @Nullable BedrockCall<ConverseResponse> at(int index, @Nullable RouteReason why) {
        BedrockRung rung = ladder.rung(index);
        ConverseRequest fit = ladder.isFirst(index, request.modelId())
                ? request
                : ladder.adapted(index, BedrockRequests.to(rung, request), ConverseRequest.class);
        if (fit == null) {
            return null;
        }
        ConverseRequest noted = ladder.metadata()
                ? fit.toBuilder()
                        .requestMetadata(ladder.noted(fit.requestMetadata(), index, why))
                        .build()
                : fit;
        return new BedrockCall<>(
                () -> rung.client().converse(noted),
                () -> BedrockTokens.most(noted.messages(), noted.system(), noted.inferenceConfig()),
                answer -> BedrockTokens.used(answer.usage()));
    }

    @Override
    public @Nullable ConverseResponse degraded(RouteReason reason) {
        return ladder.degradedText(request, reason)
                .map(BedrockAnswers::converse)
                .orElse(null);
    }
}
