package io.mangaassist.cache;

/** What Redis is asked to do. Its arrays are never changed. */
final class RedisRequest {

    /** The commands that this room uses. */
    enum Verb {
        /** Reads a value. */
        GET,
        /** Stores a value that ends by itself. */
        SET,
        /** Stores a value unless Redis holds one of a later version. */
        SET_IF_NEWER,
        /** Removes a value. */
        UNLINK,
        /** Asks the server how it is. */
        INFO
    }

    private static final byte[] NO_FRAME = {};

    private final Verb verb;
    private final byte[] key;
    private final byte[] frame;
    private final long ttlMillis;

    private RedisRequest(Verb verb, byte[] key, byte[] frame, long ttlMillis) {
        this.verb = verb;
        this.key = key;
        this.frame = frame;
        this.ttlMillis = ttlMillis;
    }

    static RedisRequest get(byte[] key) {
        return new RedisRequest(Verb.GET, key, NO_FRAME, 0);
    }

    static RedisRequest set(byte[] key, byte[] frame, long ttlMillis) {
        return new RedisRequest(Verb.SET, key, frame, ttlMillis);
    }

    static RedisRequest setIfNewer(byte[] key, byte[] frame, long ttlMillis) {
        return new RedisRequest(Verb.SET_IF_NEWER, key, frame, ttlMillis);
    }

    static RedisRequest unlink(byte[] key) {
        return new RedisRequest(Verb.UNLINK, key, NO_FRAME, 0);
    }

    static RedisRequest info() {
        return new RedisRequest(Verb.INFO, NO_FRAME, NO_FRAME, 0);
    }

    Verb verb() {
        return verb;
    }

    byte[] key() {
        return key;
    }

    /** Returns what is stored; empty if nothing is. */
    byte[] frame() {
        return frame;
    }

    long ttlMillis() {
        return ttlMillis;
    }
}
