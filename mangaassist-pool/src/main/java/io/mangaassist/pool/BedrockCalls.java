package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** The unary calls that one request becomes at the rungs. */
interface BedrockCalls<R> {

    /** Returns null if the request does not fit the rung; {@code why} is why the one above was left, null if none was. */
    @Nullable
    BedrockCall<R> at(int rung, @Nullable RouteReason why);

    /** Returns null if there is no degraded answer for the request. */
    @Nullable
    R degraded(RouteReason reason);
}
