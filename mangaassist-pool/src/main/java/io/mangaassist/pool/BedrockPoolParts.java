package io.mangaassist.pool;

import io.mangaassist.core.Guard;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
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

    /** Until calls have shown the truth: the runbook's time of a Sonnet call. */
    static final Duration EXPECTED_HOLD = Duration.ofMillis(500);
    /** A twentieth of the promise, as 5 ms is of the tenth of a second that networks look at. */
    private static final Duration QUEUE_TARGET = Duration.ofMillis(100);

    private static final Duration QUEUE_INTERVAL = Duration.ofMillis(500);

    static PermitPoolConfig queueing(BedrockPoolConfig config, Clock clock, Executor executor) {
        return new PermitPoolConfig(
                config.queueLimit(), config.backgroundShare(), QUEUE_TARGET, QUEUE_INTERVAL, clock, executor);
    }

    static long timeout(BedrockRung rung) {
        Duration own = rung.firstTokenTimeout();
        return own == null ? Long.MAX_VALUE : own.toNanos();
    }

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
