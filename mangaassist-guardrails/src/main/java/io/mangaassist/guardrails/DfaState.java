package io.mangaassist.guardrails;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of threads of a {@link PatternProgram}, each with its age: how many symbols ago it began. Immutable but for the
 * links to states already computed, which may be lost between threads and computed twice.
 */
final class DfaState {

    /** A rule that matched, and how long the match is. */
    record Match(GuardRule rule, int length) {}

    /** What makes two states the same. */
    record Key(List<Integer> threads, boolean afterWord, boolean atBegin, List<Match> now, List<Match> late) {}

    private final Key key;
    private final int hold;
    private final int uncertain;
    private final boolean silent;
    private final @Nullable DfaState[] next;
    private volatile @Nullable List<Match> atEnd;

    DfaState(Key key, int hold, int classes) {
        this.key = key;
        this.hold = hold;
        int longest = hold;
        for (Match match : key.now()) {
            longest = match.rule().enforcing() ? Math.max(longest, match.length()) : longest;
        }
        for (Match match : key.late()) {
            longest = match.rule().enforcing() ? Math.max(longest, match.length() + 1) : longest;
        }
        this.uncertain = longest;
        this.silent = key.now().isEmpty() && key.late().isEmpty();
        this.next = new DfaState[classes];
    }

    Key key() {
        return key;
    }

    /** Instruction and age of each thread, by turns. */
    List<Integer> threads() {
        return key.threads();
    }

    boolean afterWord() {
        return key.afterWord();
    }

    boolean atBegin() {
        return key.atBegin();
    }

    /** Whether the last symbol brought no match. */
    boolean isSilent() {
        return silent;
    }

    /** Matches that end with the last symbol. */
    List<Match> now() {
        return key.now();
    }

    /** Matches that ended before the last symbol, which only decided them. */
    List<Match> late() {
        return key.late();
    }

    /** Age of the oldest thread that could still become a violation. */
    int hold() {
        return hold;
    }

    /** As {@link #hold}, with the matches that the last symbol brought. */
    int holdIfUncertain() {
        return uncertain;
    }

    @Nullable
    DfaState next(int symbolClass) {
        return next[symbolClass];
    }

    void link(int symbolClass, DfaState state) {
        next[symbolClass] = state;
    }

    @Nullable
    List<Match> atEnd() {
        return atEnd;
    }

    void atEnd(List<Match> matches) {
        atEnd = matches;
    }
}
