package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import java.util.Locale;

/** What one answer of one name server was worth. */
enum Verdict {
    /** Every address is allowed. */
    ACCEPTED(Reason.SERVER_FAILURE),
    /** Some addresses are allowed; the others were left out. */
    FILTERED(Reason.SERVER_FAILURE),
    /** There were addresses, and none is allowed. */
    REJECTED(Reason.REJECTED),
    /** The name exists without such an address. */
    EMPTY(Reason.NOT_FOUND),
    /** The aliases lead to a name of which the answer says nothing, not even that it has no such address. */
    UNFINISHED(Reason.SERVER_FAILURE),
    /** The name does not exist. */
    NXDOMAIN(Reason.NOT_FOUND),
    /** The server answered with an error code. */
    SERVFAIL(Reason.SERVER_FAILURE),
    /** The answer contradicts itself: a loop or too long a chain of aliases, too many records. */
    MALFORMED(Reason.SERVER_FAILURE),
    /** No answer in time. */
    TIMEOUT(Reason.TIMEOUT),
    /** The packet could not be sent or the server could not be reached. */
    UNREACHABLE(Reason.SERVER_FAILURE);

    private final Reason reason;
    private final String tag = name().toLowerCase(Locale.ROOT);

    Verdict(Reason reason) {
        this.reason = reason;
    }

    boolean isGood() {
        return this == ACCEPTED || this == FILTERED;
    }

    /** Says whether the server itself is to blame, so that another one should be asked first next time. */
    boolean isServerFault() {
        return this == TIMEOUT || this == UNREACHABLE || this == SERVFAIL || this == MALFORMED || this == REJECTED;
    }

    /** Returns what a caller is told if nothing better was found. */
    Reason reason() {
        return reason;
    }

    String tag() {
        return tag;
    }
}
