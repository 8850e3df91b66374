package io.mangaassist.core;

import org.jspecify.annotations.Nullable;

/**
 * The unchecked root of every exception that MangaAssist throws. Messages name settings, hosts, models and reasons;
 * they never carry prompts, answers, cached values, or ids of users or sessions.
 */
public abstract class MangaAssistException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was refused or failed, without user data
     */
    protected MangaAssistException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message what was refused or failed, without user data
     * @param cause what led to it, or null
     */
    protected MangaAssistException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
