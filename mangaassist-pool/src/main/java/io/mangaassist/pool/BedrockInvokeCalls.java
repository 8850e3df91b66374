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
    public @Nullable BedrockCall<InvokeModelResponse> at(int index, @Nullable RouteReason why) {
        BedrockRung rung = ladder.rung(index);
        InvokeModelRequest fit = ladder.isFirst(index, request.modelId())
                ? request
                : ladder.adapted(index, BedrockRequests.to(rung, request), InvokeModelRequest.class);
        if (fit == null) {
            return null;
        }
        boolean claude = BedrockModels.isClaude(fit.modelId());
        return new BedrockCall<>(
                () -> rung.client().invokeModel(fit),
                () -> claude ? BedrockClaudeBody.most(fit.body()) : TokenCount.NONE,
                answer -> claude ? BedrockClaudeBody.used(answer.body().asUtf8String(), null) : null);
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
