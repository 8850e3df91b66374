package io.mangaassist.examples;

import org.jspecify.annotations.Nullable;

/** Something that the person who typed the command can mend; its message is the one line that says how. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        this(message, null);
    }

    UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
