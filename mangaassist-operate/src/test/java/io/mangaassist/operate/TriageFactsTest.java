package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriageFactsTest {

    @Test
    void facts_are_read_from_json() {
        TriageFacts facts = TriageFacts.parse("facts.json", "{\"prompt-tokens\": 5200, \"write-awaited\": true}");

        assertThat(facts.get(Fact.PROMPT_TOKENS)).contains(5_200.0);
        assertThat(facts.get(Fact.WRITE_AWAITED)).contains(1.0);
        assertThat(facts.get(Fact.REDIS_MEMORY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"prompts\": 1} | 'prompts' is no fact",
                "{\"redis-memory\": -1} | redis-memory must be >= 0 and finite, was -1.0",
                "{\"redis-memory\": \"NaN\"} | redis-memory must be >= 0 and finite, was NaN",
                "{\"redis-memory\": true} | redis-memory must be a number of %, was true",
                "{\"write-awaited\": 1} | write-awaited must be true or false, was 1.0",
                "[] | the document is not an object",
                "{\"redis-memory\": | Unexpected end"
            })
    void what_is_no_fact_is_refused_by_name(String json, String message) {
        assertThatThrownBy(() -> TriageFacts.parse("facts.json", json))
                .isInstanceOf(LatencyFileException.class)
                .hasMessageStartingWith("facts.json cannot be read: ")
                .hasMessageContaining(message);
    }

    @Test
    void numbers_and_flags_are_not_mixed_up() {
        assertThatThrownBy(() -> TriageFacts.none().with(Fact.WRITE_AWAITED, 3))
                .hasMessage("write-awaited must be true or false, was 3.0");
        assertThatThrownBy(() -> TriageFacts.none().with(Fact.REDIS_MEMORY, true))
                .hasMessage("redis-memory must be a number of %, was true");
    }
}
