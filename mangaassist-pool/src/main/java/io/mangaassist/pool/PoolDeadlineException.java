package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** The time of the request ran out before its answer came. */
public final class PoolDeadlineException extends PoolException {

    private static final long serialVersionUID = 1;

    PoolDeadlineException(String message, RouteReason reason, @Nullable Throwable cause) {
        super(message, reason, cause);
    }
}
