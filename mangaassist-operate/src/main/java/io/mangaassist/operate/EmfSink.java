package io.mangaassist.operate;

import java.io.IOException;

/**
 * Takes the documents of an {@link EmfMeterRegistry}, one at a time, on a daemon thread of that registry. It may block:
 * meanwhile documents wait in a bounded queue, and what does not fit is dropped and counted.
 */
@FunctionalInterface
public interface EmfSink {

    /**
     * Writes one document.
     *
     * @param document JSON on one line, without a line break at its end
     * @throws IOException if it could not be written; it is tried once more and then counted as failed
     */
    void write(String document) throws IOException;
}
