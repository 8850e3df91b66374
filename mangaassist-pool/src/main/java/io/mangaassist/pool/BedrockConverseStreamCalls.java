package io.mangaassist.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** {@code converseStream} at each rung. */
final class BedrockConverseStreamCalls implements BedrockStreamCalls<ConverseStreamResponse, ConverseStreamOutput> {

    private static final BedrockStreamKind<ConverseStreamOutput> KIND = new BedrockStreamKinds.Converse();

    private final BedrockLadder ladder;
    private final ConverseStreamRequest request;

    BedrockConverseStreamCalls(BedrockLadder ladder, ConverseStreamRequest request) {
        this.ladder = ladder;
        this.request = request;
    }

    @Override
    public @Nullable BedrockStreamCall<ConverseStreamResponse, ConverseStreamOutput> at(
            int index, @Nullable RouteReason why) {
        BedrockRung rung = ladder.rung(index);
        ConverseStreamRequest fit = ladder.isFirst(index, request.modelId())
                ? request
                : ladder.adapted(index, BedrockRequests.to(rung, request), ConverseStreamRequest.class);
        if (fit == null) {
            return null;
        }
        ConverseStreamRequest noted = ladder.metadata()
                ? fit.toBuilder()
                        .requestMetadata(ladder.noted(fit.requestMetadata(), index, why))
                        .build()
                : fit;
        return new BedrockStreamCall<>(
                leg -> rung.client().converseStream(noted, new Handler(leg)),
                () -> BedrockTokens.most(noted.messages(), noted.system(), noted.inferenceConfig()),
                KIND);
    }

    @Override
    public @Nullable List<ConverseStreamOutput> degraded(RouteReason reason) {
        return ladder.degradedText(request, reason)
                .map(BedrockAnswers::converseStream)
                .orElse(null);
    }

    @Override
    public ConverseStreamResponse degradedResponse() {
        return BedrockAnswers.converseStreamResponse();
    }

    /** The SDK wants its own interface, which adds nothing to the general one. */
    private record Handler(BedrockStreamLeg<ConverseStreamResponse, ConverseStreamOutput> leg)
            implements ConverseStreamResponseHandler {

        @Override
        public void responseReceived(ConverseStreamResponse response) {
            leg.responseReceived(response);
        }

        @Override
        public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
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
