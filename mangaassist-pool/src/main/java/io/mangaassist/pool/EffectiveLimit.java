package io.mangaassist.pool;

/** Keeps the permits of a rung between one and the operator's number, by how its calls go. */
interface EffectiveLimit {

    /** The operator's number: the most that the limit may reach. */
    void configure(int most);

    /** Bedrock answered 429. */
    void throttled(long startNanos, long nanos);

    void answered(long startNanos, long nanos);
}
