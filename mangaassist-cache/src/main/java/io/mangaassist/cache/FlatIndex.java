package io.mangaassist.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The questions known in one scope, searched whole. A cache's time to live keeps them few (15,000 at 720,000 misses a
 * day and 1800 s), so there is no graph to maintain: one bit for each dimension finds the likeliest by Hamming distance,
 * the exact cosine ranks those. Up to {@value #EXACT_BELOW} questions all are ranked exactly.
 */
final class FlatIndex {

    private static final int EXACT_BELOW = 2048;
    private static final int RANKED = 128;

    /**
     * The nearest question.
     *
     * @param entry the question
     * @param cosine its similarity
     */
    record Nearest(VectorEntry entry, double cosine) {}

    private final int capacity;
    private final int words;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    // all below guarded by lock
    private final Map<CacheKey, Integer> slots = new HashMap<>();
    private final @Nullable VectorEntry[] entries;
    private final long[] signs;
    private final long[] endsAt;
    private int used;
    private int next;

    FlatIndex(int capacity, int dimensions) {
        this.capacity = capacity;
        this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
        this.entries = new VectorEntry[capacity];
        this.signs = new long[capacity * words];
        this.endsAt = new long[capacity];
    }

    /** Adds or replaces a question; over the capacity the one added first goes. */
    void add(VectorEntry entry, long ends) {
        lock.writeLock().lock();
        try {
            Integer held = slots.get(entry.key());
            int slot = held == null ? freeSlot() : held;
            slots.put(entry.key(), slot);
            entries[slot] = entry;
            endsAt[slot] = ends;
            System.arraycopy(Vectors.signs(entry.unit()), 0, signs, slot * words, words);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private int freeSlot() {
        int slot = next;
        next = (next + 1) % capacity;
        used = Math.max(used, slot + 1);
        VectorEntry old = entries[slot];
        if (old != null) {
            slots.remove(old.key());
        }
        return slot;
    }

    void remove(CacheKey key) {
        lock.writeLock().lock();
        try {
            Integer slot = slots.remove(key);
            if (slot != null) {
                entries[slot] = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    int size() {
        lock.readLock().lock();
        try {
            return slots.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the nearest question that has not ended, or null if there is none. */
    @Nullable
    Nearest nearest(float[] unit, long now) {
        lock.readLock().lock();
        try {
            return used <= EXACT_BELOW ? best(unit, now, null) : best(unit, now, distances(unit, now));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Dead slots are as far away as can be, so that they take no candidate's place. */
    private int[] distances(float[] unit, long now) {
        long[] wanted = Vectors.signs(unit);
        int[] distances = new int[used];
        for (int slot = 0; slot < used; slot++) {
            distances[slot] = entries[slot] == null || endsAt[slot] - now <= 0
                    ? words * Long.SIZE
                    : Vectors.distance(signs, slot * words, wanted);
        }
        return distances;
    }

    private @Nullable Nearest best(float[] unit, long now, int @Nullable [] distances) {
        int limit = distances == null ? Integer.MAX_VALUE : limit(distances);
        VectorEntry best = null;
        double bestCosine = -2;
        for (int slot = 0; slot < used; slot++) {
            VectorEntry entry = entries[slot];
            boolean candidate = distances == null || distances[slot] <= limit;
            if (entry == null || !candidate || endsAt[slot] - now <= 0) {
                continue;
            }
            double cosine = Vectors.dot(unit, entry.unit());
            if (cosine > bestCosine) {
                best = entry;
                bestCosine = cosine;
            }
        }
        return best == null ? null : new Nearest(best, bestCosine);
    }

    /** Returns the distance within which about {@link #RANKED} questions lie: counted, not sorted. */
    private int limit(int[] distances) {
        int[] counts = new int[words * Long.SIZE + 1];
        for (int distance : distances) {
            counts[distance]++;
        }
        int within = 0;
        for (int distance = 0; distance < counts.length; distance++) {
            within += counts[distance];
            if (within >= RANKED) {
                return distance;
            }
        }
        return counts.length;
    }
}
