package io.mangaassist.dns;

import org.jspecify.annotations.Nullable;

/** Why one lookup brought nothing; it travels through futures only and carries no stack trace. */
final class LookupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DnsLookupException.Reason reason;

    LookupFailure(DnsLookupException.Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    DnsLookupException.Reason reason() {
        return reason;
    }

    /** Finds the reason in what a future failed with. */
    static DnsLookupException.Reason reasonOf(@Nullable Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LookupFailure known) {
                return known.reason();
            }
        }
        return DnsLookupException.Reason.SERVER_FAILURE;
    }
}
