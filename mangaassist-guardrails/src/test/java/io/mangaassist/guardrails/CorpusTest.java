package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers written for this project: clean ones, and ones with a violation that hides or sits at a border or in the tail. */
final class CorpusTest {

    private static final GuardPolicy POLICY = GuardPolicy.parse("corpus/policy.json", resource("policy.json"));

    @Test
    void the_corpus_is_large_enough_and_holds_both_kinds() {
        List<Map<String, String>> answers = answers();
        assertThat(answers).hasSizeGreaterThanOrEqualTo(400);
        assertThat(answers.stream().filter(a -> rule(a).isEmpty()).count()).isBetween(200L, 300L);
    }

    @Test
    void every_clean_answer_is_shown_as_it_is() {
        for (Map<String, String> answer : answers()) {
            if (rule(answer).isEmpty()) {
                Scanned scanned = Scanned.whole(POLICY, text(answer));
                assertThat(scanned.released()).isEqualTo(text(answer));
                assertThat(scanned.verdict()).isEqualTo(AnswerVerdict.CLEAN);
            }
        }
    }

    @Test
    void every_violation_is_stopped_before_its_first_character_however_it_hides() {
        for (Map<String, String> answer : answers()) {
            if (!rule(answer).isEmpty()) {
                String text = text(answer);
                int[] everywhere = IntStream.range(0, text.length()).toArray();
                Scanned scanned = Scanned.cutAt(POLICY, text, everywhere);
                assertThat(scanned.verdict())
                        .as("%s: %s", answer.get("kind"), text)
                        .isEqualTo(AnswerVerdict.STOPPED);
                Finding found = scanned.findings().get(0);
                assertThat(found.rule()).isEqualTo(rule(answer));
                assertThat(scanned.released().length()).isLessThanOrEqualTo(found.from());
            }
        }
    }

    private static String rule(Map<String, String> answer) {
        return answer.getOrDefault("rule", "");
    }

    private static String text(Map<String, String> answer) {
        return answer.getOrDefault("text", "");
    }

    private static List<Map<String, String>> answers() {
        List<Map<String, String>> answers = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(resource("answers.jsonl"))) {
            Map<String, String> answer = new HashMap<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    answer.put(json.currentName(), json.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    answers.add(answer);
                    answer = new HashMap<>();
                }
            }
        } catch (IOException e) {
            throw new AssertionError("the corpus is broken", e);
        }
        return answers;
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(CorpusTest.class.getResourceAsStream("/corpus/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the corpus is missing", e);
        }
    }
}
