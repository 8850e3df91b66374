package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuestionGuardTest {

    @ParameterizedTest
    @CsvSource({
        "Is volume 107 out?,Is volume 108 out?",
        "Do you ship to Osaka?,Do you not ship to Osaka?",
        "I want the box set,I don't want the box set",
        "107巻はありますか,108巻はありますか",
        "在庫はありますか,在庫はありませんか",
        "two for 1,two for 1 1",
        "with romance with gore,without romance without gore",
        "Is volume 3 in stock?,Isn\u2019t volume 3 in stock?",
        "第十巻はありますか,第十一巻はありますか",
        "二巻はありますか,三巻はありますか",
        "Is volume three out?,Is volume two out?",
        "the first volume,the second volume",
    })
    void other_numbers_or_a_denial_are_another_question(String left, String right) {
        assertThat(QuestionGuard.mark(left)).isNotEqualTo(QuestionGuard.mark(right));
    }

    @ParameterizedTest
    @CsvSource({
        "Is volume 107 out?,Has volume 107 been released?",
        "１０７巻はありますか,107巻ありますか",
        "volumes 1 and 2,volumes 2 and 1",
        "volume 007,volume 7",
    })
    void the_same_numbers_in_other_words_are_the_same(String left, String right) {
        assertThat(QuestionGuard.mark(left)).isEqualTo(QuestionGuard.mark(right));
    }
}
