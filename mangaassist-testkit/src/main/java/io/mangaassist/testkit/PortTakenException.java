package io.mangaassist.testkit;

/** A port that somebody else has; worth another try with another port. */
final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
