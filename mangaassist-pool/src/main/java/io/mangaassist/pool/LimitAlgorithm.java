package io.mangaassist.pool;

/**
 * How many calls at once a model bears, by what its last calls showed. The pool asks after every call and lets the answer
 * through between one and the rung's permits. {@link NetflixLimit} adapts the algorithms of Netflix' concurrency-limits;
 * a rung without one uses additive increase and multiplicative decrease on 429s alone.
 *
 * <p>Called from the threads that end calls, several at once: implementations must be thread-safe and must not block. One
 * instance serves one rung of one pool.
 */
@FunctionalInterface
public interface LimitAlgorithm {

    /**
     * Learns from one call.
     *
     * @param call how it went
     * @return the limit from now on
     */
    int after(Call call);

    /**
     * A call that ended.
     *
     * @param startNanos when it began, on the clock of the pool
     * @param nanos how long it took to its first content, or to its refusal
     * @param atOnce calls that ran when it ended, itself included
     * @param throttled whether Bedrock answered 429
     */
    record Call(long startNanos, long nanos, int atOnce, boolean throttled) {}
}
