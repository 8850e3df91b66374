package io.mangaassist.guardrails;

import java.util.List;

/**
 * One rule of a policy, as read from its file. Immutable.
 *
 * @param id unique in its policy; appears in reports and never with the text it found
 * @param category free name, for reports
 * @param severity for reports
 * @param action what happens to what it finds
 * @param onFailure what an answer does when this rule could not be evaluated
 * @param literals texts to find, in any folding
 * @param line where the rule begins in its file, 1-based
 */
public record GuardRule(
        String id,
        String category,
        Severity severity,
        RuleAction action,
        FailureMode onFailure,
        List<String> literals,
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
