package io.mangaassist.pool;

import java.util.concurrent.CompletableFuture;

/** One call to the model of one rung. */
interface Leg<R> {

    /** Sends the call. The future ends when nothing of the call is left, so that its permit may go. May throw. */
    CompletableFuture<R> start();

    /** Gives the call up; the future may end at once or later. */
    void abandon();

    /** Returns true once content of this call was shown to the caller: from then on there is no other rung. */
    boolean isShown();

    /** Returns the tokens that the answer says it cost, or a negative number. */
    default long tokensUsed() {
        return -1;
    }
}
