package io.mangaassist.pool;

import io.mangaassist.core.MangaAssistException;
import org.jspecify.annotations.Nullable;

/**
 * A request that the pool did not get an answer for. The cause is an exception of the AWS SDK with a fitting status, so
 * that frameworks which look for one (through {@code getCause()}) map it as they map Bedrock's own.
 */
public abstract class PoolException extends MangaAssistException {

    private static final long serialVersionUID = 1;

    private final RouteReason reason;

    PoolException(String message, RouteReason reason, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Returns why the last rung did not answer.
     *
     * @return the reason
     */
    public final RouteReason reason() {
        return reason;
    }
}
