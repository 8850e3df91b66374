package io.mangaassist.guardrails;

import java.util.List;
import java.util.Map;

/**
 * What an {@link IntentResolver} may look at.
 *
 * @param modelId the model asked for
 * @param userText the text of the last user message; never to be logged
 * @param tools names of the tools the model may call
 * @param metadata the request's own metadata
 */
public record GuardedRequest(String modelId, String userText, List<String> tools, Map<String, String> metadata) {

    public GuardedRequest {
        tools = List.copyOf(tools);
        metadata = Map.copyOf(metadata);
    }

    @Override
    public String toString() {
        return "GuardedRequest[" + modelId + ", " + userText.length() + " characters, " + tools.size() + " tools]";
    }
}
