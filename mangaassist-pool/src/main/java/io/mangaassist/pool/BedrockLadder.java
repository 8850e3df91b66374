package io.mangaassist.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param pool name of the pool, for the invocation log
 * @param metadata whether requests carry pool, rung and reason to the invocation log
 */
record BedrockLadder(List<BedrockRung> rungs, @Nullable BedrockDegradedAnswer degraded, String pool, boolean metadata) {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockLadder.class);

    BedrockRung rung(int index) {
        return rungs.get(index);
    }

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

    /** Lets the rung's adapter change a request that was put to it; null if it does not fit. */
    <Q extends BedrockRuntimeRequest> @Nullable Q adapted(int index, @Nullable Q request, Class<Q> type) {
        BedrockAdapter adapter = rung(index).adapter();
        if (request == null || adapter == null) {
            return request;
        }
        try {
            return adapter.adapt(request, rung(index))
                    .filter(type::isInstance)
                    .map(type::cast)
                    .orElse(null);
        } catch (RuntimeException failure) {
            // Not the message: it may quote the prompt.
            LOG.warn(
                    "The adapter of rung {} threw {}",
                    rung(index).name(),
                    failure.getClass().getName());
            return null;
        }
    }

    /** Adds how the request came here to what the caller notes for the invocation log. */
    Map<String, String> noted(Map<String, String> own, int index, @Nullable RouteReason why) {
        Map<String, String> all = new HashMap<>(own);
        all.put("mangaassist-pool", pool);
        all.put("mangaassist-rung", rung(index).name());
        if (why != null) {
            all.put("mangaassist-reason", why.tag());
        }
        return all;
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
