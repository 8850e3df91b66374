package io.mangaassist.pool;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;

/**
 * The ladder as AWS sees it.
 *
 * @param rungs from the top
 * @param degraded the answer below the last rung
 */
record BedrockLadder(List<BedrockRung> rungs, @Nullable BedrockDegradedAnswer degraded) {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockLadder.class);

    /** Returns the first rung of a model, or -1 if the model is on none. */
    int indexOf(@Nullable String modelId) {
        for (int i = 0; i < rungs.size(); i++) {
            if (rungs.get(i).modelId().equals(modelId)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a request for the model begins at this rung, where it is sent as it is. */
    boolean isFirst(int index, @Nullable String modelId) {
        return indexOf(modelId) == index;
    }

    Optional<String> degradedText(BedrockRuntimeRequest request, RouteReason reason) {
        if (degraded == null) {
            return Optional.empty();
        }
        try {
            return degraded.text(request, reason);
        } catch (RuntimeException failure) {
            // Not the message: it may quote the prompt.
            LOG.warn("The degraded answer threw {}", failure.getClass().getName());
            return Optional.empty();
        }
    }
}
