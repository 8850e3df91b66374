package io.mangaassist.cache;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** One connection to one node, from connect to close; it never reconnects. */
interface RedisLink {

    boolean isOpen();

    /** Writes the commands and flushes once. Never throws and never waits; each call is told how it ended. */
    void send(List<? extends RedisCall> calls);

    /** Closes without waiting for replies; completes when nothing more can come from this connection. */
    CompletionStage<Void> close();
}
