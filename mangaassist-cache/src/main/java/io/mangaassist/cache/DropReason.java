package io.mangaassist.cache;

import java.util.Locale;

/** Why a write was given up before anything of it was sent. */
public enum DropReason {
    /** No key or no value. */
    INVALID,
    /** The encoded entry is over the size limit. */
    TOO_LARGE,
    /** The queue's bound in entries or bytes was reached. */
    QUEUE_FULL,
    /** The entry waited longer than the staleness deadline. */
    STALE,
    /** The codec failed. */
    ENCODING,
    /** The circuit breaker of the primary is open. */
    CIRCUIT_OPEN,
    /** Redis is short of memory. */
    PRESSURE,
    /** The scope of the entry was erased while it waited. */
    ERASED,
    /** The writer is closed, or its draining time was over. */
    SHUTDOWN;

    /** Returns the value of the meters' tag {@code reason}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
