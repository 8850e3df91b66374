package io.mangaassist.guardrails;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy, as read from its file. Immutable.
 *
 * @param id unique in its policy; appears in reports and never with the text it found
 * @param category free name, for reports
 * @param severity for reports
 * @param action what happens to what it finds
 * @param literals texts to find, in any folding; empty for a pattern
 * @param pattern expression of the linear subset, or null
 * @param word whether a literal must stand between word borders
 * @param spaced whether a literal is also found with up to two separators between its characters
 * @param failureMode what an answer does when this rule could not be checked, or null for what its guardrail is set to
 * @param line where the rule begins in its file, 1-based
 */
public record GuardRule(
        String id,
        String category,
        Severity severity,
        RuleAction action,
        List<String> literals,
        @Nullable String pattern,
        boolean word,
        boolean spaced,
        @Nullable FailureMode failureMode,
        int line) {

    public GuardRule {
        literals = List.copyOf(literals);
    }

    /** Whether what it finds must never be shown as it is. */
    boolean enforcing() {
        return action != RuleAction.FLAG;
    }

    @Override
    public String toString() {
        return "GuardRule[" + id + ", " + category + ", " + action + ", line " + line + "]";
    }
}
