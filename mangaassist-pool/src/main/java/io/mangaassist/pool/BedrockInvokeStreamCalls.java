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
    public @Nullable BedrockStreamCall<InvokeModelWithResponseStreamResponse, ResponseStream> at(int index) {
        BedrockRung rung = ladder.rungs().get(index);
        InvokeModelWithResponseStreamRequest adapted =
                ladder.isFirst(index, request.modelId()) ? request : BedrockRequests.to(rung, request);
        return adapted == null ? null : leg -> rung.client().invokeModelWithResponseStream(adapted, new Handler(leg));
    }

    @Override
    public BedrockStreamKind<ResponseStream> kind(int rung) {
        return new BedrockStreamKinds.Chunks(
                BedrockModels.isClaude(ladder.rungs().get(rung).modelId()));
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
        return InvokeModelWithResponseStreamResponse.builder().build();
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
