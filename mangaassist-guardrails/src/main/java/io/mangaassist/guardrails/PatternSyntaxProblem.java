package io.mangaassist.guardrails;

/** A pattern that is not of the linear subset: why, and where. */
final class PatternSyntaxProblem extends Exception {

    private static final long serialVersionUID = 1L;

    PatternSyntaxProblem(String reason, int position) {
        super(reason + " at position " + position);
    }
}
