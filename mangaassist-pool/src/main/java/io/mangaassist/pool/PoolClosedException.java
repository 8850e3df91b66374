package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** The request came after the pool was closed, or was cut off by closing it. */
public final class PoolClosedException extends PoolException {

    private static final long serialVersionUID = 1;

    PoolClosedException(String message, RouteReason reason, @Nullable Throwable cause) {
        super(message, reason, cause);
    }
}
