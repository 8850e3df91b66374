package io.mangaassist.operate;

import io.mangaassist.core.MangaAssistException;

/** A file that cannot be judged; the message names the file and the reason. */
final class RouteInputException extends MangaAssistException {

    private static final long serialVersionUID = 1;

    RouteInputException(String message) {
        super(message);
    }
}
