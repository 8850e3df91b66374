package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CacheScopeTest {

    static List<UnaryOperator<CacheScope.Builder>> differences() {
        return List.of(
                scope -> scope.locale("en-US"),
                scope -> scope.model("haiku"),
                scope -> scope.promptVersion("2"),
                scope -> scope.guardrailVersion("2"),
                scope -> scope.user("u-1"));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void every_part_of_a_scope_separates(UnaryOperator<CacheScope.Builder> difference) {
        CacheScope plain = CacheScope.builder("shop").build();
        CacheScope other = difference.apply(CacheScope.builder("shop")).build();

        assertThat(other).isNotEqualTo(plain);
        assertThat(other.key("q")).isNotEqualTo(plain.key("q"));
    }

    @Test
    void parts_do_not_run_into_each_other() {
        assertThat(CacheScope.builder("a").locale("bc").build())
                .isNotEqualTo(CacheScope.builder("ab").locale("c").build());
    }

    @Test
    void white_space_and_unicode_form_do_not_make_another_question() {
        assertThat(Keys.SHOP.key("  Is vol.\u00a03\n out? ")).isEqualTo(Keys.SHOP.key("Is vol. 3 out?"));
        assertThat(Keys.SHOP.key("か\u3099")).as("composed and decomposed").isEqualTo(Keys.SHOP.key("が"));
        assertThat(Keys.SHOP.key("Is vol. 3 out?")).isNotEqualTo(Keys.SHOP.key("Is vol. 4 out?"));
    }

    @Test
    void text_and_bytes_are_two_questions() {
        assertThat(Keys.SHOP.key("q".getBytes(StandardCharsets.UTF_8))).isNotEqualTo(Keys.SHOP.key("q"));
    }

    @Test
    void nothing_of_tenant_user_or_question_is_in_the_key_or_in_print() {
        CacheScope scope = CacheScope.builder("tenant-x").user("user-y").build();
        CacheKey key = scope.key("question-z");

        assertThat(Keys.inRedis(key) + key + scope)
                .doesNotContain("tenant-x")
                .doesNotContain("user-y")
                .doesNotContain("question-z");
    }

    @Test
    void a_blank_part_is_refused() {
        assertThatThrownBy(() -> CacheScope.builder("shop").locale(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("locale");
    }
}
