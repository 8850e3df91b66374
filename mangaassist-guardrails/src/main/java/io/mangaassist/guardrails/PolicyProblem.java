package io.mangaassist.guardrails;

/**
 * One thing wrong with a policy file.
 *
 * @param file the file, as it was named to the loader
 * @param line 1-based, 0 if it concerns the file as a whole
 * @param rule the rule's id, empty if there is none
 * @param reason what is wrong, in one sentence
 */
public record PolicyProblem(String file, int line, String rule, String reason) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + (rule.isEmpty() ? "" : "rule '" + rule + "': ") + reason;
    }
}
