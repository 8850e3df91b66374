package io.mangaassist.cache;

import java.util.Locale;

/** What went wrong with Redis, as far as one acts differently on it. */
public enum RedisFault {
    /** No connection: refused, unreachable, not resolved, or the handshake took too long. */
    UNREACHABLE,
    /** Wrong password, missing right or missing authentication. */
    AUTH,
    /** Redis is reading its data set after a start. */
    LOADING,
    /** The node is a replica: the endpoint points to a demoted primary. */
    READONLY,
    /** Redis is at its memory limit and may not evict. */
    OUT_OF_MEMORY,
    /** A script is not known to the node. */
    NO_SCRIPT,
    /** The slot lives on another node of the cluster, or on none now. */
    MOVED,
    /** No reply in time. */
    TIMEOUT,
    /** The connection ended before the reply. */
    CONNECTION_LOST,
    /** Anything else. */
    OTHER;

    /** Returns the value of the meters' tag {@code fault}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether reads and writes suffer alike, whatever they ask. */
    boolean concernsTheConnection() {
        return this == UNREACHABLE || this == AUTH || this == LOADING;
    }
}
