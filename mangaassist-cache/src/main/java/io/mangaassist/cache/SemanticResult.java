package io.mangaassist.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a semantic lookup found.
 *
 * @param match how the question was matched
 * @param value the value, only for {@link Match#EXACT} and {@link Match#SEMANTIC}
 * @param similarity of the nearest known question, null if none was looked at
 * @param <V> the type of the values
 */
public record SemanticResult<V>(
        Match match, @Nullable V value, @Nullable Similarity similarity) {

    /** How a question was matched. */
    public enum Match {
        /** The very question is known. */
        EXACT,
        /** A question alike enough is known. */
        SEMANTIC,
        /** One is known that is nearly alike enough: not served, but worth counting. */
        GREY,
        /** One alike enough is known, but it speaks of other numbers, or one of the two denies: not served. */
        GUARDED,
        /** Nothing alike is known, or the embedder or Redis did not answer. */
        MISS
    }

    /**
     * Tells whether there is a value.
     *
     * @return true for EXACT and SEMANTIC
     */
    public boolean isHit() {
        return value != null;
    }

    /** Shows the match; the value stays out of logs. */
    @Override
    public String toString() {
        return "SemanticResult{" + match + ", " + similarity + "}";
    }
}
