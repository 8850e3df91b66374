package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockDelta;

/** A tool call while the model writes it: kept whole, because half a call is of no use to anybody. */
final class BedrockToolCall {

    private final List<ConverseStreamOutput> events = new ArrayList<>();
    private final StringBuilder input = new StringBuilder();

    BedrockToolCall(ContentBlockStartEvent start) {
        events.add(start);
    }

    void add(ContentBlockDeltaEvent event, ToolUseBlockDelta delta) {
        events.add(event);
        if (delta.input() != null) {
            input.append(delta.input());
        }
    }

    List<ConverseStreamOutput> events() {
        return List.copyOf(events);
    }

    /** What the arguments say, with JSON's escapes resolved. */
    String text() {
        return JsonTexts.of(input.toString());
    }
}
