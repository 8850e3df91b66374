package io.mangaassist.cache;

import org.jspecify.annotations.Nullable;

/** One command on its way to a node, and who is told how it ended: exactly once, on a thread of the connection. */
interface RedisCall {

    RedisRequest request();

    /**
     * Takes Redis' answer.
     *
     * @param value what GET found, null for nothing and for all other commands
     */
    void replied(byte @Nullable [] value);

    /**
     * Takes the end without an answer.
     *
     * @param fault what went wrong
     * @param refused Redis or the client refused the command, so that it certainly had no effect
     */
    void failed(RedisFault fault, boolean refused);
}
