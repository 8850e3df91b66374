package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One call to the model of one rung. */
interface Leg<R> {

    /** Sends the call. The future ends when nothing of the call is left, so that its permit may go. May throw. */
    CompletableFuture<R> start();

    /** Gives the call up; the future may end at once or later. */
    void abandon();

    /** Returns the most tokens that the call may cost. */
    TokenCount most();

    /** Returns the tokens that the answer says it cost, or null as long as it has not said so. */
    @Nullable
    TokenCount used();

    /** Returns the milliseconds that the other side says it took to the first byte, negative as long as it has not. */
    default long reportedMillis() {
        return -1;
    }
}
