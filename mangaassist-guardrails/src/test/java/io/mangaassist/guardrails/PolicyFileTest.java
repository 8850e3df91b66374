package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyFileTest {

    @Test
    void all_errors_are_reported_at_once_with_line_and_rule() {
        List<PolicyProblem> problems = problems("""
                { "rules": [
                    {"id": "ok", "action": "block", "literals": ["x"]},
                    {"id": "ok", "action": "stop", "literals": ["x"]},
                    {"id": "back", "action": "block",
                     "pattern": "(a)\\\\1"},
                    {"id": "bad id", "action": "mask", "literals": [" "]},
                    {"id": "both", "action": "flag", "literals": ["x"], "pattern": "x", "colour": "red"}
                  ],
                  "replacment": {} }
                """);
        assertThat(problems)
                .extracting(PolicyProblem::toString)
                .containsExactly(
                        "p.json:3: rule 'ok': 'action' must be one of block, mask, flag",
                        "p.json:3: rule 'ok': has the id of the rule in line 2",
                        "p.json:5: rule 'back': 'pattern': back-references are not linear at position 3",
                        "p.json:6: rule 'bad id': a literal must not be blank, also after folding",
                        "p.json:6: rule 'bad id': 'id' must be 1 to 80 letters, digits, dots, dashes or underscores",
                        "p.json:6: rule 'bad id': must have either 'literals' or 'pattern'",
                        "p.json:7: rule 'both': 'colour' is not a setting of a rule",
                        "p.json:7: rule 'both': must have either 'literals' or 'pattern'",
                        "p.json:9: 'replacment' is not a setting of a policy, or of the wrong kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "(?=a)b ~ look-ahead is not linear at position 0",
                "a(?<!b) ~ look-behind is not linear at position 1",
                "(?>a)b ~ atomic groups are not linear at position 0",
                "a++b ~ possessive repetition is not linear at position 3",
                "a.*b ~ unbounded",
                "a[bc ~ unmatched '[' at position 1",
                "(ab ~ unmatched '(' at position 0",
                "ab) ~ unmatched ')' at position 2",
                "a{3,2} ~ a repetition must be {m}, {m,} or {m,n} with m <= n at position 1",
                "a? ~ must not match the empty text",
                "[^\\s\\S] ~ a class that no character belongs to at position 0",
                "a{300}b ~ matches up to 301 symbols, at most 256 can be held back",
                "(((a{9}){9}){9}){9} ~ needs more than 5000 states",
                "\\p{Klingon} ~ 'Klingon' is not a known group of characters at position 0",
                "*a ~ nothing to repeat at position 0",
                "\\Qa ~ '\\Q' is not of the linear subset at position 0"
            })
    void a_pattern_that_cannot_be_kept_is_refused_with_its_reason(String pattern, String reason) {
        assertThat(problems(rule("block", pattern)))
                .singleElement()
                .extracting(PolicyProblem::reason)
                .asString()
                .contains(reason.trim());
    }

    @Test
    void only_flagging_may_be_unbounded() {
        assertThat(GuardPolicy.parse("p", rule("flag", "a.*b")).rules()).hasSize(1);
        assertThat(problems(rule("mask", "a+b"))).hasSize(1);
    }

    @Test
    void a_repetition_at_the_beginning_is_cut_and_said_so() {
        GuardPolicy policy = GuardPolicy.parse("p", rule("block", "[\\\\p{Hiragana}\\\\p{Han}]+動画無料"));
        assertThat(policy.lint().longestHold()).isEqualTo(5);
        assertThat(policy.lint().advice())
                .singleElement()
                .extracting(PolicyLint.Advice::remark)
                .asString()
                .contains("cut");
    }

    @Test
    void needless_rules_are_named() {
        GuardPolicy policy = GuardPolicy.parse("p", """
                {"rules":[
                {"id":"a","action":"block","literals":["成人向け"]},
                {"id":"b","action":"block","literals":["成人向け動画","成人向け画像"]},
                {"id":"c","action":"block","literals":["別のこと"]}]}""");
        assertThat(policy.lint().advice())
                .singleElement()
                .extracting(PolicyLint.Advice::rule)
                .isEqualTo("b");
        assertThat(policy.lint().distinctRules()).isEqualTo(2);
    }

    @Test
    void what_is_not_json_or_not_there_is_said_in_one_line() {
        assertThat(problems("{\"rules\": [}"))
                .singleElement()
                .extracting(PolicyProblem::line)
                .isEqualTo(1);
        assertThat(problems("[]"))
                .singleElement()
                .extracting(PolicyProblem::reason)
                .asString()
                .contains("'rules'");
        assertThat(catchThrowableOfType(PolicyException.class, () -> GuardPolicy.load(Path.of("nowhere.json")))
                        .problems())
                .singleElement()
                .extracting(PolicyProblem::reason)
                .asString()
                .contains("cannot be read");
    }

    @Test
    void states_over_the_cap_are_forgotten_and_the_verdict_stays() {
        GuardPolicy policy = GuardPolicy.parse("p", rule("block", "a[ab]{12}c"));
        LocalRules small = LocalRules.of(policy.rules(), 16);
        LocalScan scan = new LocalScan(small);
        scan.accept("abababbbaabababbabaabbabababbabab".repeat(20));
        assertThat(scan.blocked()).isFalse();
        assertThat(small.flushes()).isPositive();
        scan.accept("aaaaaaaaaaaaac");
        assertThat(scan.blocked()).isTrue();
    }

    private static String rule(String action, String pattern) {
        return "{\"rules\":[{\"id\":\"r\",\"action\":\"" + action + "\",\"pattern\":\""
                + (pattern.contains("\\\\") ? pattern : pattern.replace("\\", "\\\\")) + "\"}]}";
    }

    private static List<PolicyProblem> problems(String json) {
        return catchThrowableOfType(PolicyException.class, () -> GuardPolicy.parse("p.json", json))
                .problems();
    }
}
