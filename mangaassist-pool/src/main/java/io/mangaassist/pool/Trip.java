package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The AWS side of one request that goes down the ladder: how to call, how to answer, how to fail. */
interface Trip<R> {

    Operation operation();

    /** Returns a call that fits the rung, or null if the request cannot be put to it. */
    @Nullable
    Leg<R> leg(Rung rung, LegSignals signals, @Nullable RouteReason why);

    Verdict judge(Throwable failure);

    /** Returns what gives the degraded answer, or null if there is none for this request. */
    @Nullable
    Runnable degraded(RouteReason reason);

    void succeed(@Nullable R answer);

    /** Fails the request, once. */
    void fail(Throwable failure);

    /** What the caller holds; cancelling it ends the journey. */
    CompletableFuture<R> result();
}
