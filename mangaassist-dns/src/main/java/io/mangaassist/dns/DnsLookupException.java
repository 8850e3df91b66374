package io.mangaassist.dns;

import io.mangaassist.core.MangaAssistException;

/** Says that no address can be given for a host, and why. Thrown only when no good answer is known. */
public final class DnsLookupException extends MangaAssistException {

    /** Why there is no address. */
    public enum Reason {
        /** Every name server says that the name, or an address of it, does not exist. */
        NOT_FOUND,
        /** There were answers, but the policy allows none of their addresses. */
        REJECTED,
        /** No name server answered in time. */
        TIMEOUT,
        /** Name servers answered with an error, or not intelligibly. */
        SERVER_FAILURE,
        /** The text is no host name. */
        INVALID_NAME,
        /** The policy names no rule for the host and refuses those it does not name. */
        REFUSED,
        /** Too many lookups wait already, or the waiting thread was interrupted. */
        ABANDONED,
        /** The resolver is closed. */
        CLOSED
    }

    private static final long serialVersionUID = 1L;

    private final String host;
    private final Reason reason;

    DnsLookupException(String host, Reason reason) {
        super("No address for '" + host + "': " + reason);
        this.host = host;
        this.reason = reason;
    }

    /**
     * Returns the host that was asked for.
     *
     * @return as it was asked for
     */
    public String host() {
        return host;
    }

    /**
     * Returns why there is no address.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
