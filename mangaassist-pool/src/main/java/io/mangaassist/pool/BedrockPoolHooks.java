package io.mangaassist.pool;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the caller hangs into a {@link BedrockPool}.
 *
 * @param routes is told of every route
 * @param degraded the answer below the last rung
 * @param events before which the pool grows
 * @param warmUp keeps connections warm before them
 * @param routeMetadata whether requests carry their route to the invocation log
 * @param leaks is told where requests were made whose permits are overdue
 */
record BedrockPoolHooks(
        RouteListener routes,
        @Nullable BedrockDegradedAnswer degraded,
        PlannedEvents events,
        @Nullable BedrockWarmUp warmUp,
        boolean routeMetadata,
        @Nullable Consumer<? super Throwable> leaks) {}
