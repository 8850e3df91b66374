package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mangaassist.examples.IncidentReplay.BeforeAfter;
import io.mangaassist.testkit.RedisFixture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the incidents did, and do no more. No time is asserted that a slow machine could break. */
final class IncidentReplayTest {

    @Test
    void dns_no_lookup_leaves_the_vpc() throws Exception {
        BeforeAfter seen = IncidentReplay.replay("dns");

        assertThat(seen.before()).startsWith("20 of 20 lookups gave a public address");
        assertThat(seen.after()).startsWith("0 of 20 lookups gave a public address");
        assertThat(number(seen.after(), "(\\d+) poisoned"))
                .as("the poison was offered and refused")
                .isPositive();
    }

    @Test
    void pool_every_customer_is_answered_and_the_ladder_is_used() throws Exception {
        BeforeAfter seen = IncidentReplay.replay("pool");

        assertThat(number(seen.before(), "(\\d+) of 40"))
                .as("four connections of 400 ms each cannot answer more in 2 s")
                .isLessThanOrEqualTo(20);
        assertThat(number(seen.after(), "(\\d+) in all")).isEqualTo(40);
        assertThat(number(seen.after(), "(\\d+) by Haiku")).isPositive();
    }

    @Test
    void routes_the_gate_fails_what_no_alarm_sees() throws Exception {
        BeforeAfter seen = IncidentReplay.replay("routes");

        assertThat(seen.before()).endsWith("is silent");
        assertThat(seen.after()).startsWith("gate: FAIL, bedrock-invoke").contains("exit code 1");
    }

    @Test
    void guardrails_words_are_shown_before_the_answer_is_whole() throws Exception {
        BeforeAfter seen = IncidentReplay.replay("guardrails");

        double first = number(seen.after(), "first words after (\\d+)");
        assertThat(first).isLessThan(number(seen.after(), "characters after (\\d+)"));
        assertThat(number(seen.before(), "nothing for (\\d+)"))
                .as("the model writes for a second and twelve filters follow")
                .isGreaterThan(1_000);
        assertThat(number(seen.after(), "all (\\d+) characters")).isEqualTo(1_500);
        assertThat(number(seen.after(), "by (\\d+) checks")).isPositive();
    }

    @Test
    void cache_nobody_waits_and_nothing_is_lost() throws Exception {
        assumeTrue(
                RedisFixture.missing().isEmpty(), () -> RedisFixture.missing().orElse(""));
        BeforeAfter seen = IncidentReplay.replay("cache");

        assertThat(number(seen.before(), "waited ([\\d.]+)")).isGreaterThanOrEqualTo(18);
        assertThat(number(seen.after(), "waited ([\\d.]+)"))
                .as("a hand-over, not a round trip")
                .isLessThan(18);
        assertThat(seen.after()).endsWith("; 50 written, 0 unaccounted for");
    }

    @Test
    void an_unknown_incident_is_answered_with_the_names() {
        assertThatThrownBy(() -> IncidentReplay.replay("flood")).hasMessageContaining("dns, pool, routes");
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
