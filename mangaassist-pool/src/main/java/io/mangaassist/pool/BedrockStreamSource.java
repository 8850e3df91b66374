package io.mangaassist.pool;

/** Where a {@link BedrockStreamRelay} gets its events from. */
interface BedrockStreamSource {

    void request(long events);

    /** The caller's subscriber went away. */
    void cancelledByCaller();

    /** The caller's subscriber or handler threw. */
    void consumerFailed(Throwable failure);
}
