package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** The unary calls that one request becomes at the rungs. */
interface BedrockCalls<R> {

    /** Returns null if the request does not fit the rung. */
    @Nullable
    BedrockCall<R> at(int rung);

    /** Returns null if there is no degraded answer for the request. */
    @Nullable
    R degraded(RouteReason reason);
}
