package io.mangaassist.benchmarks.guardrails;

import java.util.List;

/**
 * One answer of 300 tokens with at most one violation in it.
 *
 * @param tokens as the model writes them
 * @param kind who could know of the violation
 * @param place where it was put
 * @param from first character of the violation, -1 without one
 * @param to one past its last character
 */
record Sample(List<String> tokens, Kind kind, Place place, int from, int to) {

    /** Who knows that it is a violation. */
    enum Kind {
        CLEAN,
        /** The policy lists it, and the remote tier knows it too. */
        LISTED,
        /** A sentence of which only the remote tier knows that it must not be said; it has to see it whole. */
        REMOTE_ONLY
    }

    /** Where the violation is. */
    enum Place {
        ANYWHERE,
        /** Over the 100th or the 200th token, where a chunk of fixed size ends. */
        BORDER,
        /** Within the last 99 tokens. */
        TAIL
    }

    String text() {
        return String.join("", tokens);
    }

    /** How many characters of the violation are among the first {@code shown} of the answer. */
    int unsafe(int shown) {
        return kind == Kind.CLEAN ? 0 : Math.max(0, Math.min(shown, to) - from);
    }
}
