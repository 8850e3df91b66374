package io.mangaassist.pool;

/** How the events of one streaming operation are read. */
interface BedrockStreamKind<E> {

    /** Whether the event holds something that the caller's customer will see. */
    boolean isContent(E event);

    /** Whether the event says that the answer is whole. */
    boolean isEnd(E event);

    /** Returns the quota tokens that the call has cost, or -1 if this event does not say. */
    long tokens(E event);
}
