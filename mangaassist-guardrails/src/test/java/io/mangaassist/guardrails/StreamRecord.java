package io.mangaassist.guardrails;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

/** What a caller of {@code converseStream} saw. */
final class StreamRecord {

    private final List<ConverseStreamOutput> events = new CopyOnWriteArrayList<>();
    private final List<String> terminals = new CopyOnWriteArrayList<>();

    ConverseStreamResponseHandler handler() {
        return ConverseStreamResponseHandler.builder()
                .subscriber((ConverseStreamOutput event) -> events.add(event))
                .onError(error -> terminals.add("error"))
                .onComplete(() -> terminals.add("complete"))
                .build();
    }

    List<ConverseStreamOutput> events() {
        return events;
    }

    List<String> terminals() {
        return terminals;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (ConverseStreamOutput event : events) {
            if (event instanceof ContentBlockDeltaEvent delta && delta.delta().text() != null) {
                text.append(delta.delta().text());
            }
        }
        return text.toString();
    }

    String reasoning() {
        StringBuilder text = new StringBuilder();
        for (ConverseStreamOutput event : events) {
            if (event instanceof ContentBlockDeltaEvent delta && delta.delta().reasoningContent() != null) {
                text.append(delta.delta().reasoningContent().text());
            }
        }
        return text.toString();
    }

    @Nullable
    StopReason stopReason() {
        return events.stream()
                .filter(MessageStopEvent.class::isInstance)
                .map(event -> ((MessageStopEvent) event).stopReason())
                .findFirst()
                .orElse(null);
    }
}
