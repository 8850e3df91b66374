package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code build()} has put together. */
record BedrockPoolParts(
        Ladder ladder,
        BedrockPoolThreads threads,
        List<AutoCloseable> subscriptions,
        InFlight inFlight,
        BedrockRouter router) {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockPool.class);

    /** Refuses what comes, lets end what runs, then stops what was started. */
    boolean close(Duration limit) {
        if (!inFlight.close()) {
            return inFlight.now() == 0;
        }
        ladder.rungs().forEach(rung -> rung.permits().close());
        boolean drained = inFlight.await(limit);
        subscriptions.forEach(BedrockPoolParts::closeQuietly);
        threads.close();
        ladder.meters().close();
        return drained;
    }

    private static void closeQuietly(AutoCloseable part) {
        Guard.safely(LOG, "Closing a part of the pool", () -> {
            try {
                part.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }
}
