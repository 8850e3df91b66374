package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** A stream ended after some of it was delivered and before its end. What was delivered is incomplete. */
public final class StreamInterruptedException extends PoolException {

    private static final long serialVersionUID = 1;

    StreamInterruptedException(String message, RouteReason reason, @Nullable Throwable cause) {
        super(message, reason, cause);
    }
}
