package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that breaks off is a problem of its policy file, with a reason. */
final class PatternClassTest {

    @ParameterizedTest
    @ValueSource(strings = {"[\\", "[a\\", "[a-\\", "[\\n-\\"})
    void a_class_that_ends_with_a_backslash_is_refused_with_its_reason(String pattern) {
        String json = "{\"rules\":[{\"id\":\"r\",\"action\":\"block\",\"pattern\":\"" + pattern.replace("\\", "\\\\")
                + "\"}]}";
        assertThat(catchThrowableOfType(PolicyException.class, () -> GuardPolicy.parse("p.json", json))
                        .problems())
                .singleElement()
                .extracting(PolicyProblem::reason)
                .asString()
                .contains("'\\' at the end");
    }
}
