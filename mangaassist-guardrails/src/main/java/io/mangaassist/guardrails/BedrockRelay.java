package io.mangaassist.guardrails;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;

/** A Converse stream's events in, the events that may be shown out. */
final class BedrockRelay extends Relay<ConverseStreamOutput, ConverseStreamOutput> {

    private final BedrockTranscript transcript;
    private final BiConsumer<End, @Nullable Throwable> whenOver;
    private boolean upstreamCompleted;

    BedrockRelay(Subscriber<? super ConverseStreamOutput> downstream, BiConsumer<End, @Nullable Throwable> whenOver) {
        super(downstream);
        this.transcript = new BedrockTranscript(this::push, text -> answer().offerInTurn(text));
        this.whenOver = whenOver;
    }

    @Override
    void item(Answer into, ConverseStreamOutput event) {
        into.inTurn(() -> {
            if (BedrockTranscript.isIntervened(event)) {
                into.stoppedBySource();
            }
            transcript.received(event);
        });
        if (event instanceof ConverseStreamMetadataEvent metadata
                && metadata.usage() != null
                && metadata.usage().outputTokens() != null) {
            into.counted(metadata.usage().outputTokens());
        }
    }

    @Override
    public void text(String released) {
        transcript.released(released);
        finishIfDrained();
    }

    @Override
    public void taken(Intervention intervention) {
        cancelUpstream();
        transcript.replaced(intervention.replacement(), intervention.shown() > 0);
        finish(End.STOPPED, null);
    }

    @Override
    public void settled(AnswerReport report) {
        // the stream does not wait for it; listeners are told
    }

    @Override
    void upstreamCompleted() {
        upstreamCompleted = true;
        finishIfDrained();
    }

    @Override
    void over(End end, @Nullable Throwable why) {
        whenOver.accept(end, why);
    }

    private void finishIfDrained() {
        if (upstreamCompleted && transcript.isDrained()) {
            finish(End.COMPLETED, null);
        }
    }
}
