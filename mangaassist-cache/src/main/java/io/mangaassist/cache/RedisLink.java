package io.mangaassist.cache;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** One connection to one node, from connect to close; it never reconnects. */
interface RedisLink {

    boolean isOpen();

    /** Writes the commands and flushes once. Never throws and never waits; each call is told how it ended. */
    void send(List<? extends RedisCall> calls);

    /** Asks for the next keys of a pattern. */
    CompletionStage<Page> scan(String cursor, String pattern);

    /**
     * Some keys of a walk.
     *
     * @param cursor where the next page begins
     * @param keys the keys, some maybe twice
     */
    record Page(String cursor, List<byte[]> keys) {

        /** The cursor of the first page and, as an answer, the sign of the last. */
        static final String FIRST = "0";

        boolean isLast() {
            return cursor.equals(FIRST);
        }
    }

    /** Closes without waiting for replies; completes when nothing more can come from this connection. */
    CompletionStage<Void> close();
}
