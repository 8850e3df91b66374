package io.mangaassist.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streaming calls that one request becomes at the rungs. */
interface BedrockStreamCalls<P, E> {

    /** Returns null if the request does not fit the rung; {@code why} is why the one above was left, null if none was. */
    @Nullable
    BedrockStreamCall<P, E> at(int rung, @Nullable RouteReason why);

    /** Returns null if there is no degraded answer for the request. */
    @Nullable
    List<E> degraded(RouteReason reason);

    P degradedResponse();
}
