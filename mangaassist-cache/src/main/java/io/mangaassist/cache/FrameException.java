package io.mangaassist.cache;

import java.util.Locale;

/** A value in Redis that is not one of ours, or not any more; the key is left alone. */
final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    enum Reason {
        FOREIGN,
        NEWER,
        CORRUPT,
        TOO_LARGE,
        UNDECODABLE;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    FrameException(Reason reason) {
        super(reason.tag(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
