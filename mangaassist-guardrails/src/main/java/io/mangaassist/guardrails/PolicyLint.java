package io.mangaassist.guardrails;

import java.util.List;

/**
 * What a policy is made of, and what could be said shorter. Findings here are advice; what is wrong never loads.
 *
 * @param rules number of rules
 * @param literals number of literals
 * @param patterns number of patterns, literals with word borders or separators included
 * @param automata automata that each character steps
 * @param longestHold most symbols that can be held back
 * @param advice rules that find nothing another rule would not find, and rules that were rewritten
 */
public record PolicyLint(int rules, int literals, int patterns, int automata, int longestHold, List<Advice> advice) {

    /**
     * One remark.
     *
     * @param rule the rule it is about
     * @param line where that rule stands
     * @param remark what was noticed
     */
    public record Advice(String rule, int line, String remark) {}

    public PolicyLint {
        advice = List.copyOf(advice);
    }

    /** How many rules would do: without those that another rule makes needless. */
    public int distinctRules() {
        return rules
                - (int) advice.stream()
                        .filter(a -> a.remark().startsWith(PolicyLinter.NEEDLESS))
                        .map(Advice::rule)
                        .distinct()
                        .count();
    }
}
