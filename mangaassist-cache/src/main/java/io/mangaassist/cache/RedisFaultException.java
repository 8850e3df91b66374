package io.mangaassist.cache;

import io.mangaassist.core.MangaAssistException;

/** Redis could not be reached or refused; carries the kind, never a command or a value. */
final class RedisFaultException extends MangaAssistException {

    private static final long serialVersionUID = 1L;

    private final RedisFault fault;

    RedisFaultException(RedisFault fault) {
        super("Redis: " + fault.tag());
        this.fault = fault;
    }

    RedisFault fault() {
        return fault;
    }
}
