package io.mangaassist.pool;

import io.mangaassist.core.Deadline;
import io.mangaassist.core.Lane;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries besides its content.
 *
 * @param deadline its time
 * @param lane its priority
 * @param correlationId the caller's mark
 * @param listener the caller's own listener for this request
 * @param site where the request was made, if that is kept
 */
record Passenger(
        Deadline deadline,
        Lane lane,
        Optional<String> correlationId,
        @Nullable RouteListener listener,
        @Nullable Throwable site) {}
