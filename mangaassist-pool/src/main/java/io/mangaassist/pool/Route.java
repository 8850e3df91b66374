package io.mangaassist.pool;

import java.util.List;
import java.util.Optional;

/**
 * How one request went down the ladder.
 *
 * @param operation the operation in snake case, as in {@code converse_stream}
 * @param diversions the rungs that did not answer, in order
 * @param answeredBy name of the rung that answered, {@link #DEGRADED} or {@link #NOBODY}
 * @param correlationId what the request carried as {@code AwsRequestAttributes.CORRELATION_ID}
 */
public record Route(String operation, List<Diversion> diversions, String answeredBy, Optional<String> correlationId) {

    /** {@link #answeredBy()} of the configured degraded answer. */
    public static final String DEGRADED = "degraded";
    /** {@link #answeredBy()} of a request that failed. */
    public static final String NOBODY = "none";

    /** Copies the list. */
    public Route {
        diversions = List.copyOf(diversions);
    }

    /**
     * Tells whether the answer is the configured degraded one, which no model wrote.
     *
     * @return true if so
     */
    public boolean isDegraded() {
        return answeredBy.equals(DEGRADED);
    }

    /**
     * A rung that was left.
     *
     * @param rung its name
     * @param reason why
     */
    public record Diversion(String rung, RouteReason reason) {

        @Override
        public String toString() {
            return rung + ": " + reason;
        }
    }
}
