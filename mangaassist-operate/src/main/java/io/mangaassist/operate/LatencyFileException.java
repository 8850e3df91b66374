package io.mangaassist.operate;

import io.mangaassist.core.MangaAssistException;
import org.jspecify.annotations.Nullable;

/** Tells that a file of latencies cannot be read or written; the message names the file and what is wrong with it. */
public final class LatencyFileException extends MangaAssistException {

    LatencyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
