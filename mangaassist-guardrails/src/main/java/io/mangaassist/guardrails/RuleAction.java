package io.mangaassist.guardrails;

/** What happens to text that a rule finds. */
public enum RuleAction {
    /** The answer is stopped before the first character of the violation. */
    BLOCK,
    /** The characters of the violation are shown as mask characters, one for one. */
    MASK,
    /** The violation is reported and shown. */
    FLAG
}
