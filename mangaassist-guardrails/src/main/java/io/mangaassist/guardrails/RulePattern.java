package io.mangaassist.guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule as the patterns its automaton is made of, and whether it may be: bounded where it must be, not too large. */
final class RulePattern {

    /** Longest match, in symbols, that may be held back. */
    static final int LONGEST = 256;

    /** Largest automaton of one rule, in instructions. */
    static final int LARGEST = 5000;

    private RulePattern() {}

    /** Why a pattern cannot be kept, or empty. */
    static Optional<String> problem(String pattern, @Nullable RuleAction action) {
        PatternNode node;
        try {
            node = trimmed(PatternParser.parse(pattern), action);
        } catch (PatternSyntaxProblem e) {
            return Optional.of("'pattern': " + e.getMessage());
        }
        if (PatternNode.shortest(node) == 0) {
            return Optional.of("'pattern' must not match the empty text");
        }
        if (PatternNode.size(node) > LARGEST) {
            return Optional.of("'pattern' needs more than " + LARGEST + " states");
        }
        int longest = PatternNode.longest(node);
        if (action == RuleAction.FLAG || longest <= LONGEST) {
            return Optional.empty();
        }
        return Optional.of(
                longest == PatternNode.UNBOUNDED
                        ? "'pattern' is unbounded, so text would be held for ever; bound its repetition, or only flag"
                        : "'pattern' matches up to " + longest + " symbols, at most " + LONGEST + " can be held back");
    }

    /** The patterns of a rule that is not served by the automaton of plain literals. */
    static List<PatternNode> of(GuardRule rule) {
        List<PatternNode> patterns = new ArrayList<>();
        if (rule.word() || rule.spaced()) {
            for (String literal : rule.literals()) {
                patterns.add(PatternShape.literal(Literal.symbols(literal), rule.word(), rule.spaced()));
            }
        }
        String pattern = rule.pattern();
        if (pattern != null) {
            patterns.add(parse(pattern, rule.action()));
        }
        return patterns;
    }

    /** Whether a search with it begins or ends with a repetition that was cut. */
    static boolean isRewritten(GuardRule rule) {
        String pattern = rule.pattern();
        try {
            return pattern != null && !PatternParser.parse(pattern).equals(parse(pattern, rule.action()));
        } catch (PatternSyntaxProblem e) {
            throw new IllegalStateException("checked when it was read", e);
        }
    }

    private static PatternNode parse(String pattern, RuleAction action) {
        try {
            return trimmed(PatternParser.parse(pattern), action);
        } catch (PatternSyntaxProblem e) {
            throw new IllegalStateException("checked when it was read", e);
        }
    }

    /** Masking shows how long a match is, so its repetitions are not cut; they must be bounded. */
    private static PatternNode trimmed(PatternNode node, @Nullable RuleAction action) {
        return action == RuleAction.MASK ? node : PatternShape.trimmed(node);
    }
}
