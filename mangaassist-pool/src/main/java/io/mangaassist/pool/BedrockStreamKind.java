package io.mangaassist.pool;

import org.jspecify.annotations.Nullable;

/** How the events of one streaming operation are read. */
interface BedrockStreamKind<E> {

    /** Whether the event holds something that the caller's customer will see. */
    boolean isContent(E event);

    /** Whether the event says that the answer is whole. */
    boolean isEnd(E event);

    /** Returns what the call has cost so far, or {@code before} if this event does not say. */
    @Nullable
    TokenCount tokens(E event, @Nullable TokenCount before);
}
