package io.mangaassist.pool;

import io.mangaassist.core.Guard;
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

    static void closeQuietly(AutoCloseable part) {
        Guard.safely(LOG, "Closing a part of the pool", () -> {
            try {
                part.close();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
    }
}
