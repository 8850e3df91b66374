package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** No rung of the ladder could take or answer the request, and no degraded answer was configured. */
public final class PoolExhaustedException extends PoolException {

    private static final long serialVersionUID = 1;

    PoolExhaustedException(String message, RouteReason reason, @Nullable Throwable cause) {
        super(message, reason, cause);
    }
}
