package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Refuses clients that retry by themselves. The SDK's retry plays a stream again after tokens were delivered, and holds
 * the permit while it waits.
 */
final class BedrockRetries {

    private static final Logger LOG = LoggerFactory.getLogger(BedrockRetries.class);
    private static final String REMEDY =
            "off: build it with overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))";

    private BedrockRetries() {}

    static void refuse(BedrockRung rung) {
        int attempts;
        try {
            attempts = rung.client()
                    .serviceClientConfiguration()
                    .overrideConfiguration()
                    .retryStrategy()
                    .map(RetryStrategy::maxAttempts)
                    .orElse(0);
        } catch (RuntimeException silent) {
            attempts = 0;
        }
        if (attempts == 0) {
            LOG.warn("The client of rung {} does not tell its retry strategy; it must be {}", rung.name(), REMEDY);
            return;
        }
        Checks.check(
                attempts == 1, "retry strategy of the client of rung " + rung.name(), REMEDY, attempts + " attempts");
    }
}
