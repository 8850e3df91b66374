package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RealServersTest {
    @Test
    void a_program_that_is_there_is_found() {
        assertThat(RealServers.find("sh")).isPresent();
        assertThat(RealServers.missing("sh")).isEmpty();
    }

    @Test
    void a_missing_program_is_a_reason_to_skip_or_an_error_where_it_is_required() {
        assertThat(RealServers.find("no-such-server")).isEmpty();
        assertThat(RealServers.judged(List.of("no-such-server"), false))
                .contains("no-such-server not found: install it and put it on PATH");
        assertThatThrownBy(() -> RealServers.judged(List.of("no-such-server"), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MANGAASSIST_REQUIRE_REAL=1");
    }
}
