package io.mangaassist.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;

/** {@code invokeModelWithResponseStream} at each rung whose models read the same body. */
final class BedrockInvokeStreamCalls
        implements BedrockStreamCalls<InvokeModelWithResponseStreamResponse, ResponseStream> {

    private final BedrockLadder ladder;
    private final InvokeModelWithResponseStreamRequest request;

    BedrockInvokeStreamCalls(BedrockLadder ladder, InvokeModelWithResponseStreamRequest request) {
        this.ladder = ladder;
        this.request = request;
    }

    @Override
    public @Nullable BedrockStreamCall<InvokeModelWithResponseStreamResponse, ResponseStream> at(
            int index, @Nullable RouteReason why) {
        BedrockRung rung = ladder.rung(index);
        InvokeModelWithResponseStreamRequest fit = ladder.isFirst(index, request.modelId())
                ? request
                : ladder.adapted(index, BedrockRequests.to(rung, request), InvokeModelWithResponseStreamRequest.class);
        if (fit == null) {
            return null;
        }
        boolean claude = BedrockModels.isClaude(fit.modelId());
        return new BedrockStreamCall<>(
                leg -> rung.client().invokeModelWithResponseStream(fit, new Handler(leg)),
                () -> claude ? BedrockClaudeBody.most(fit.body()) : TokenCount.NONE,
                claude ? new BedrockStreamKinds.Claude() : new BedrockStreamKinds.Opaque());
    }

    @Override
    public @Nullable List<ResponseStream> degraded(RouteReason reason) {
        if (!BedrockModels.isClaude(request.modelId())) {
            return null;
        }
        return ladder.degradedText(request, reason)
                .map(text -> BedrockAnswers.claudeStream(request.modelId(), text))
                .orElse(null);
    }

    @Override
    public InvokeModelWithResponseStreamResponse degradedResponse() {
        return BedrockAnswers.claudeStreamResponse();
    }

    /** The SDK wants its own interface, which adds nothing to the general one. */
    private record Handler(BedrockStreamLeg<InvokeModelWithResponseStreamResponse, ResponseStream> leg)
            implements InvokeModelWithResponseStreamResponseHandler {

        @Override
        public void responseReceived(InvokeModelWithResponseStreamResponse response) {
            leg.responseReceived(response);
        }

        @Override
        public void onEventStream(SdkPublisher<ResponseStream> publisher) {
            leg.onEventStream(publisher);
        }

        @Override
        public void exceptionOccurred(Throwable failure) {
            leg.exceptionOccurred(failure);
        }

        @Override
        public void complete() {
            leg.complete();
        }
    }
}
