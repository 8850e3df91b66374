package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuestionsFileTest {

    private static final String GOOD = """
            {"id":"q1","lang":"ja","intent":"browse","complexity":"simple","text":"新刊は？","answer":"はい。"}""";

    @TempDir
    Path folder;

    @Test
    void the_shipped_questions_are_many_and_distinct() {
        List<Question> questions =
                QuestionsFile.read(OptionParser.parse().data().resolve("questions.jsonl"));

        assertThat(questions).hasSizeGreaterThanOrEqualTo(300);
        assertThat(questions).extracting(Question::text).doesNotHaveDuplicates();
        assertThat(questions).extracting(Question::language).contains(Locale.JAPANESE, Locale.ENGLISH);
        assertThat(questions).extracting(Question::intent).contains("order", "payment");
        assertThat(questions).anyMatch(Question::complex).anyMatch(question -> !question.complex());
    }

    @Test
    void a_question_does_not_print_its_text() throws IOException {
        assertThat(read(GOOD)).hasToString("[Question{q1}]");
    }

    @Test
    void what_is_wrong_is_told_with_file_line_and_reason() {
        assertWrong(GOOD + "\n{\"id\":", ":2: no JSON at column");
        assertWrong(GOOD + "\n\n" + GOOD, ":3: the id q1 stands twice");
        assertWrong("[]", ":1: not a JSON object");
        assertWrong(GOOD.replace("\"ja\"", "\"fr\""), ":1: the field \"lang\" must be ja or en");
        assertWrong(GOOD.replace("\"はい。\"", "\" \""), ":1: the field \"answer\" is missing or blank");
        assertWrong(GOOD.replace("\"はい。\"", "{}"), ":1: the field \"answer\" must be text");
        assertWrong("\n", ": holds no question");
    }

    @Test
    void a_missing_file_and_one_that_is_no_text_are_told() throws IOException {
        assertThatThrownBy(() -> QuestionsFile.read(folder.resolve("none.jsonl")))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("none.jsonl: no such file; --data names the folder");
        Path binary = Files.write(folder.resolve("binary.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> QuestionsFile.read(binary))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("binary.jsonl: is not UTF-8 text");
    }

    private void assertWrong(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(folder.resolve("questions.jsonl").toString())
                .hasMessageContaining(message);
    }

    private List<Question> read(String content) throws IOException {
        return QuestionsFile.read(Files.writeString(folder.resolve("questions.jsonl"), content));
    }
}
