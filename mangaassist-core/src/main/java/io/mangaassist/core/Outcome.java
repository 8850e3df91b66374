package io.mangaassist.core;

import java.util.Locale;

/** How a timed piece of work ended. The lower-case name is the value of the meter tag {@code outcome}. */
public enum Outcome {
    /** It gave the result it was asked for. */
    SUCCESS,
    /** It failed, and none of the more precise outcomes fits. */
    ERROR,
    /** Its time ran out. */
    TIMEOUT,
    /** The service asked for fewer calls. */
    THROTTLED,
    /** It was turned away before it began. */
    REJECTED,
    /** The caller lost interest. */
    CANCELLED;

    private final String tag = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the value of the meter tag.
     *
     * @return the name in lower case
     */
    public String tag() {
        return tag;
    }
}
