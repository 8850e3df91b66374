package io.mangaassist.guardrails;

import java.util.List;

/**
 * What the remote tier says about one check.
 *
 * @param kind the verdict
 * @param reasons for a violation the names of what was violated, for a failure why; configured names, never text
 * @param filters how many filters took part, 0 if unknown
 * @param textUnits how many text units were billed, 0 if unknown
 */
public record RemoteVerdict(Kind kind, List<String> reasons, int filters, int textUnits) {

    /** The three ways a check ends. */
    public enum Kind {
        PASSED,
        VIOLATION,
        FAILED
    }

    public RemoteVerdict {
        reasons = List.copyOf(reasons);
    }

    /** The text may be shown. */
    public static RemoteVerdict passed() {
        return new RemoteVerdict(Kind.PASSED, List.of(), 0, 0);
    }

    /** The text must not be shown. */
    public static RemoteVerdict violation(String... reasons) {
        return new RemoteVerdict(Kind.VIOLATION, List.of(reasons), 0, 0);
    }

    /** Nothing is known about the text. */
    public static RemoteVerdict failed(String reason) {
        return new RemoteVerdict(Kind.FAILED, List.of(reason), 0, 0);
    }
}
