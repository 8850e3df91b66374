package io.mangaassist.guardrails;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A compiled set of rules: literals and linear-time patterns with what happens to what they find. Immutable, safe to
 * share between threads.
 *
 * <p>A policy is read from a JSON file ({@code docs/guardrails.md} describes it). It either loads whole or not at all,
 * and then every problem is reported at once.
 */
public final class GuardPolicy {

    private static final int VERSION_LENGTH = 12;

    private final String version;
    private final List<GuardRule> rules;
    private final LocalRules local;
    private final Replacements replacements;

    private GuardPolicy(String version, RuleFile file) {
        this.version = version;
        this.rules = file.rules();
        this.local = LocalRules.of(file.rules());
        this.replacements = file.replacements();
    }

    /**
     * Reads and compiles a policy. Blocks on the file.
     *
     * @throws PolicyException with all problems, if the file is unreadable, malformed or holds a rule that cannot be kept
     */
    public static GuardPolicy load(Path file) {
        String name = String.valueOf(file.getFileName());
        String content;
        try {
            content = Files.readString(file);
        } catch (IOException e) {
            throw new PolicyException(List.of(new PolicyProblem(
                    name, 0, "", "cannot be read as UTF-8: " + e.getClass().getSimpleName())));
        }
        return parse(name, content);
    }

    /**
     * Compiles a policy from its text.
     *
     * @param name what problems call it
     * @throws PolicyException with all problems
     */
    public static GuardPolicy parse(String name, String json) {
        return new GuardPolicy(hash(json), RuleFile.parse(name, json));
    }

    /** A policy without rules: the local tier passes everything at once. */
    public static GuardPolicy empty() {
        return parse("empty", "{\"rules\": []}");
    }

    /** Identifies the content: the first 12 hex digits of its SHA-256. */
    public String version() {
        return version;
    }

    /** The rules, in the order of the file. */
    public List<GuardRule> rules() {
        return rules;
    }

    /** What the policy is made of, and which rules could go. */
    public PolicyLint lint() {
        return PolicyLinter.lint(rules, local);
    }

    /** The text shown instead of a stopped answer. */
    public String replacement(Locale locale) {
        return replacements.text(locale);
    }

    /**
     * What happens to an answer that could not be checked: the strictest of the rules that block or mask, where a rule that
     * does not say takes {@code otherwise}. A rule that only flags never closes an answer.
     */
    FailureMode failureMode(FailureMode otherwise) {
        return rules.stream()
                .filter(GuardRule::enforcing)
                .map(rule -> rule.failureMode() == null ? otherwise : rule.failureMode())
                .reduce(FailureMode::and)
                .orElse(otherwise);
    }

    LocalRules local() {
        return local;
    }

    @Override
    public String toString() {
        return "GuardPolicy[version=" + version + ", rules=" + rules.size() + "]";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
