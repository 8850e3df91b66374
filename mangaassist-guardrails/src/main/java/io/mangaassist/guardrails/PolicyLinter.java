package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Looks for rules that say what another one says already. */
final class PolicyLinter {

    static final String NEEDLESS = "needless: ";

    private final List<GuardRule> rules;
    private final List<PolicyLint.Advice> advice = new ArrayList<>();
    private final TreeSet<String> needless = new TreeSet<>();

    private PolicyLinter(List<GuardRule> rules) {
        this.rules = rules;
    }

    static PolicyLint lint(List<GuardRule> rules, LocalRules local) {
        PolicyLinter linter = new PolicyLinter(rules);
        rules.forEach(linter::look);
        int literals = rules.stream().mapToInt(rule -> rule.literals().size()).sum();
        int patterns =
                rules.stream().mapToInt(rule -> RulePattern.of(rule).size()).sum();
        return new PolicyLint(rules.size(), literals, patterns, local.automata(), local.longest(), linter.advice);
    }

    private void look(GuardRule rule) {
        if (RulePattern.isRewritten(rule)) {
            say(rule, "its repetition at the beginning or end was cut to its least; it finds the same answers");
        }
        for (GuardRule other : rules) {
            if (!other.id().equals(rule.id()) && !needless.contains(other.id()) && covers(other, rule)) {
                needless.add(rule.id());
                say(rule, NEEDLESS + "rule '" + other.id() + "' in line " + other.line() + " finds all that it finds");
                return;
            }
        }
    }

    private void say(GuardRule rule, String remark) {
        advice.add(new PolicyLint.Advice(rule.id(), rule.line(), remark));
    }

    /** Whether everything {@code rule} finds is found by {@code other} with the same action. */
    private static boolean covers(GuardRule other, GuardRule rule) {
        if (other.action() != rule.action()) {
            return false;
        }
        if (rule.pattern() != null) {
            return RulePattern.of(rule).equals(RulePattern.of(other));
        }
        if (rule.spaced() || rule.action() == RuleAction.MASK) {
            return rule.spaced() == other.spaced()
                    && rule.word() == other.word()
                    && other.literals().containsAll(rule.literals());
        }
        LocalRules alone = LocalRules.of(List.of(other));
        return rule.literals().stream().allMatch(literal -> finds(alone, literal));
    }

    private static boolean finds(LocalRules rules, String text) {
        LocalScan scan = new LocalScan(rules);
        // between letters, so that a rule with word borders does not count as finding the bare word everywhere
        scan.accept("x" + text + "x");
        scan.finish();
        return !scan.drain().isEmpty();
    }
}
