package io.mangaassist.guardrails;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * The events of one Converse stream beside the text that runs through the guardrail: what is text goes into the answer,
 * everything else waits until the text before it has been released.
 *
 * <p>Tool arguments and quoted sources are evaluated as text that is never emitted as such; the events that carry them
 * wait behind it. Not thread-safe: lives in its answer's turn.
 */
final class BedrockTranscript {

    /** One thing in the order in which the model wrote it. */
    private sealed interface Part {}

    /** Text that is emitted as released. */
    private record Visible(int block, boolean reasoning, int length) implements Part {}

    /** Text that is only evaluated. */
    private record Hidden(int length) implements Part {}

    private record Event(ConverseStreamOutput event) implements Part {}

    private final Consumer<ConverseStreamOutput> emit;
    private final Consumer<String> evaluate;
    private final Deque<Part> parts = new ArrayDeque<>();
    private @Nullable BedrockToolCall tool;
    private int openBlock = -1;
    private int nextBlock;
    private boolean stopEmitted;
    private boolean metadataEmitted;
    private ConverseStreamOutput metadata = BedrockEvents.metadata();

    /**
     * A transcript that has seen nothing.
     *
     * @param emit takes the events that may be shown
     * @param evaluate takes text to be evaluated; may call {@link #released} before it returns
     */
    BedrockTranscript(Consumer<ConverseStreamOutput> emit, Consumer<String> evaluate) {
        this.emit = emit;
        this.evaluate = evaluate;
    }

    /** Takes one event of the model. */
    void received(ConverseStreamOutput event) {
        if (event instanceof ConverseStreamMetadataEvent used && isWhole(used)) {
            metadata = event;
        }
        if (event instanceof ContentBlockStartEvent start
                && start.start() != null
                && start.start().toolUse() != null) {
            tool = new BedrockToolCall(start);
        } else if (event instanceof ContentBlockDeltaEvent delta && delta.delta() != null) {
            delta(delta, delta.delta());
        } else if (event instanceof ContentBlockStopEvent stop && tool != null) {
            toolEnded(tool, stop);
        } else {
            behind(event);
        }
    }

    /** Whether everything received has been emitted. */
    boolean isDrained() {
        return parts.isEmpty() && tool == null;
    }

    /** Emits text that may be shown, and the events that waited for it. */
    void released(String text) {
        int at = 0;
        while (at < text.length()) {
            Part part = parts.remove();
            if (part instanceof Visible visible) {
                int length = Math.min(visible.length(), text.length() - at);
                emitText(visible, text.substring(at, at + length));
                at += length;
                if (length < visible.length()) {
                    parts.addFirst(new Visible(visible.block(), visible.reasoning(), visible.length() - length));
                }
            } else if (part instanceof Hidden hidden) {
                int length = Math.min(hidden.length(), text.length() - at);
                at += length;
                if (length < hidden.length()) {
                    parts.addFirst(new Hidden(hidden.length() - length));
                }
            } else if (part instanceof Event event) {
                emitEvent(event.event());
            }
        }
        emitWaiting();
    }

    /**
     * Emits what an intervened answer ends with, as far as its end has not been emitted already. The metadata, which some
     * callers take for the end of a stream, is the model's own if it has come.
     */
    void replaced(String replacement, boolean afterText) {
        parts.clear();
        tool = null;
        if (!stopEmitted) {
            emitReplacement(replacement, afterText);
        }
        if (!metadataEmitted) {
            emitEvent(metadata);
        }
    }

    private void emitReplacement(String replacement, boolean afterText) {
        int block = openBlock >= 0 ? openBlock : nextBlock;
        String text = afterText ? "\n" + replacement : replacement;
        emit.accept(BedrockEvents.text(block, text));
        emit.accept(BedrockEvents.blockStop(block));
        emitEvent(BedrockEvents.intervened());
    }

    private void delta(ContentBlockDeltaEvent event, ContentBlockDelta delta) {
        ReasoningContentBlockDelta reasoning = delta.reasoningContent();
        if (isEmpty(delta.text()) || (reasoning != null && isEmpty(reasoning.text()))) {
            behind(event); // nothing would ever be released for it
        } else if (delta.text() != null) {
            visible(new Visible(event.contentBlockIndex(), false, delta.text().length()), delta.text());
        } else if (reasoning != null && reasoning.text() != null) {
            visible(
                    new Visible(
                            event.contentBlockIndex(), true, reasoning.text().length()),
                    reasoning.text());
        } else if (delta.toolUse() != null && tool != null) {
            tool.add(event, delta.toolUse());
        } else {
            if (delta.citation() != null) {
                hidden(BedrockTexts.of(delta.citation()));
            }
            behind(event);
        }
    }

    private void visible(Visible part, String text) {
        parts.add(part);
        evaluate.accept(text);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text != null && text.isEmpty();
    }

    private void hidden(String text) {
        if (!text.isEmpty()) {
            parts.add(new Hidden(text.length()));
            evaluate.accept(text);
        }
    }

    private void toolEnded(BedrockToolCall call, ContentBlockStopEvent stop) {
        List<ConverseStreamOutput> events = new ArrayList<>(call.events());
        events.add(stop);
        tool = null;
        hidden(call.text());
        events.forEach(this::behind);
    }

    private void behind(ConverseStreamOutput event) {
        parts.add(new Event(event));
        emitWaiting();
    }

    private void emitWaiting() {
        while (parts.peek() instanceof Event event) {
            parts.remove();
            emitEvent(event.event());
        }
    }

    private void emitText(Visible part, String text) {
        openBlock = part.reasoning() ? -1 : part.block();
        nextBlock = Math.max(nextBlock, part.block() + 1);
        emit.accept(
                part.reasoning()
                        ? BedrockEvents.reasoning(part.block(), text)
                        : BedrockEvents.text(part.block(), text));
    }

    private void emitEvent(ConverseStreamOutput event) {
        if (event instanceof ContentBlockStopEvent stop) {
            openBlock = -1;
            nextBlock = Math.max(nextBlock, stop.contentBlockIndex() + 1);
        }
        stopEmitted |= event instanceof MessageStopEvent;
        metadataEmitted |= event instanceof ConverseStreamMetadataEvent;
        emit.accept(event);
    }

    private static boolean isWhole(ConverseStreamMetadataEvent event) {
        TokenUsage usage = event.usage();
        return usage != null
                && usage.inputTokens() != null
                && usage.outputTokens() != null
                && usage.totalTokens() != null;
    }

    /** Whether the model's own guardrail ended the stream. */
    static boolean isIntervened(ConverseStreamOutput event) {
        return event instanceof MessageStopEvent stop
                && (stop.stopReason() == StopReason.GUARDRAIL_INTERVENED
                        || stop.stopReason() == StopReason.CONTENT_FILTERED);
    }
}
