package io.mangaassist.guardrails;

/**
 * What a rule found and where; never the text itself.
 *
 * @param tier who found it
 * @param rule the id of the rule, or the name under which the remote tier reports
 * @param action what the rule asks for
 * @param from first character, as an offset into the answer as generated (UTF-16 units); for a flagging pattern of
 *     unbounded length the place where its last character ends
 * @param to one past the last character
 */
public record Finding(Tier tier, String rule, RuleAction action, int from, int to) {}
