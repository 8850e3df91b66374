package io.mangaassist.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streaming calls that one request becomes at the rungs. */
interface BedrockStreamCalls<P, E> {

    /** Returns null if the request does not fit the rung. */
    @Nullable
    BedrockStreamCall<P, E> at(int rung);

    BedrockStreamKind<E> kind(int rung);

    /** Returns null if there is no degraded answer for the request. */
    @Nullable
    List<E> degraded(RouteReason reason);

    P degradedResponse();
}
