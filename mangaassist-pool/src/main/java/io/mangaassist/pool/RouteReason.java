package io.mangaassist.pool;

import java.util.Locale;

/** Why a request left a rung of the ladder, or was not let onto it. */
public enum RouteReason {
    /** All permits were in use and the queue was full, or the wait in it became too long. */
    EXHAUSTED,
    /** The wait for a permit was expected to be longer than the ceiling; the request did not queue. */
    PREDICTED_WAIT,
    /** Bedrock answered 429. */
    THROTTLED,
    /** The first token did not come in the time that the rung was given. */
    SLOW,
    /** The circuit breaker of the rung was open. */
    OPEN,
    /** The requests or tokens of this minute were used up. */
    QUOTA,
    /** The time of the request had run out. */
    DEADLINE,
    /** The call failed in a way that another model may not. */
    ERROR,
    /** The rung was late with its first token and a lower one, started beside it, was first. */
    HEDGED,
    /** The pool was closed. */
    CLOSED;

    private final String tag = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the name as it stands in meter tags.
     *
     * @return the name in lower case
     */
    public String tag() {
        return tag;
    }
}
