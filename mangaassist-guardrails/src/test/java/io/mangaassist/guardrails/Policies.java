package io.mangaassist.guardrails;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Policies for tests. */
final class Policies {

    private Policies() {}

    /** One rule {@code r<n>} for each text. */
    static GuardPolicy literals(RuleAction action, String... texts) {
        int[] number = {0};
        return GuardPolicy.parse(
                "test.json",
                Arrays.stream(texts)
                        .map(text -> rule("r" + number[0]++, action, text))
                        .collect(Collectors.joining(",", "{\"rules\":[", "]}")));
    }

    static String rule(String id, RuleAction action, String literal) {
        return "{\"id\":\"" + id + "\",\"action\":\"" + action.name().toLowerCase(java.util.Locale.ROOT)
                + "\",\"literals\":[\"" + literal + "\"]}";
    }
}
