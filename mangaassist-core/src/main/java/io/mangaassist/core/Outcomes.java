package io.mangaassist.core;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Reads an outcome from what was thrown. */
final class Outcomes {

    private Outcomes() {}

    static Outcome of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof CancellationException || cause instanceof InterruptedException) {
            return Outcome.CANCELLED;
        }
        return cause instanceof TimeoutException ? Outcome.TIMEOUT : Outcome.ERROR;
    }
}
