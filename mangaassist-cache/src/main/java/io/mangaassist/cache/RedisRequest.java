package io.mangaassist.cache;

import java.nio.charset.StandardCharsets;

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
        /** Stores a vector as a hash that ends by itself, in one step. */
        SET_VECTOR,
        /** Removes a value. */
        UNLINK,
        /** Makes an index for vectors. */
        CREATE_INDEX,
        /** Asks the index for the nearest vector. */
        SEARCH,
        /** Asks the server how it is. */
        INFO
    }

    private static final byte[] NO_FRAME = {};

    private final Verb verb;
    private final byte[] key;
    private final byte[] frame;
    private final long ttlMillis;
    private final String text;

    private RedisRequest(Verb verb, byte[] key, byte[] frame, long ttlMillis, String text) {
        this.verb = verb;
        this.key = key;
        this.frame = frame;
        this.ttlMillis = ttlMillis;
        this.text = text;
    }

    private RedisRequest(Verb verb, byte[] key, byte[] frame, long ttlMillis) {
        this(verb, key, frame, ttlMillis, "");
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

    /** Stores 32-bit floats, little-endian, under a tag. */
    static RedisRequest setVector(byte[] key, byte[] floats, long ttlMillis, String tag) {
        return new RedisRequest(Verb.SET_VECTOR, key, floats, ttlMillis, tag);
    }

    static RedisRequest createIndex(String index, int dimensions) {
        return new RedisRequest(Verb.CREATE_INDEX, NO_FRAME, NO_FRAME, dimensions, index);
    }

    /** Asks for the vector nearest to {@code floats} among those of the tag, which is of letters and digits. */
    static RedisRequest search(String index, byte[] floats, String tag) {
        return new RedisRequest(Verb.SEARCH, tag.getBytes(StandardCharsets.US_ASCII), floats, 0, index);
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

    /** Returns the tag of a vector, or the name of an index. */
    String text() {
        return text;
    }
}
