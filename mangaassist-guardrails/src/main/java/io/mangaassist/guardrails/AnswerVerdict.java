package io.mangaassist.guardrails;

/** How an answer ended, seen as a whole. Only {@link #CLEAN} may be cached. */
public enum AnswerVerdict {
    /** Whole, and every character passed every tier that the mode asks for. */
    CLEAN,
    /** Whole, but something was not evaluated; the certificate says what and why. */
    UNVERIFIED,
    /** Stopped before its end. */
    STOPPED,
    /** Found to be in violation after its end had been shown. */
    RETRACTED,
    /** Not whole: the model's stream failed or the caller cancelled it. */
    ABORTED;

    String tag() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
