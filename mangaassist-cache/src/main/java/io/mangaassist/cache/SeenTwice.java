package io.mangaassist.cache;

import java.util.BitSet;

/**
 * Remembers roughly which keys have been offered lately: two bit sets of which the older is thrown away when the newer
 * is half full. Now and then it takes a new key for a known one, never the other way round within a generation.
 * Belongs to one thread.
 */
final class SeenTwice {

    private static final int BITS = 1 << 19;
    private static final int KEYS_A_GENERATION = BITS / 8;
    /** An odd number far from any other hash in use. */
    private static final int SECOND_HASH = 0x9E3779B1;

    private BitSet now = new BitSet(BITS);
    private BitSet before = new BitSet(BITS);
    private int keys;

    /** Tells whether the key was seen before, and remembers it. */
    boolean again(CacheKey key) {
        int first = key.hashCode() & (BITS - 1);
        int second = ((key.hashCode() * SECOND_HASH) >>> 7) & (BITS - 1);
        boolean known = (now.get(first) && now.get(second)) || (before.get(first) && before.get(second));
        now.set(first);
        now.set(second);
        if (++keys >= KEYS_A_GENERATION) {
            before = now;
            now = new BitSet(BITS);
            keys = 0;
        }
        return known;
    }
}
