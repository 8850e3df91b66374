package io.mangaassist.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of one cached value: hashes of its {@link CacheScope} and of what was asked, never the question itself.
 * Immutable; made by {@link CacheScope#key(String)}.
 */
public final class CacheKey {

    private final CacheScope scope;
    private final byte[] redisKey;
    private final int hash;

    CacheKey(CacheScope scope, String keyHash) {
        this.scope = scope;
        this.redisKey = (scope.prefix() + keyHash).getBytes(StandardCharsets.US_ASCII);
        this.hash = Arrays.hashCode(redisKey);
    }

    /**
     * Returns the scope in which the key was made.
     *
     * @return the scope
     */
    public CacheScope scope() {
        return scope;
    }

    /** Tells whether it is the key of no question, under which nothing is kept. */
    boolean isEmpty() {
        return redisKey.length == scope.prefix().length();
    }

    /** Returns the key as Redis sees it; not to be changed. */
    byte[] redisKey() {
        return redisKey;
    }

    /** Returns the key without its scope. */
    String hashInScope() {
        return new String(redisKey, StandardCharsets.US_ASCII)
                .substring(scope.prefix().length());
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof CacheKey key && hash == key.hash && Arrays.equals(redisKey, key.redisKey));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Shows that it is a key, not which: even a hash of a short question can be guessed. */
    @Override
    public String toString() {
        return "CacheKey{hashed}";
    }
}
