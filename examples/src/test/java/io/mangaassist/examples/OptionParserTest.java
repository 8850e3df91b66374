package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionParserTest {

    @Test
    void without_words_the_documented_defaults_hold() {
        ChatOptions options = OptionParser.parse();

        assertThat(options.requests()).isEqualTo(2_000);
        assertThat(options.rps()).isEqualTo(100);
        assertThat(options.seed()).isEqualTo(42);
        assertThat(options.redis()).isEmpty();
        assertThat(options.bedrock()).isEqualTo(ChatOptions.BedrockChoice.SIMULATOR);
        assertThat(options.region()).isEqualTo("ap-northeast-1");
        assertThat(options.data()).exists();
    }

    @Test
    void every_option_is_taken() {
        ChatOptions options = OptionParser.parse(
                "--requests",
                "10",
                "--rps",
                "2.5",
                "--seed",
                "-7",
                "--redis",
                "redis://localhost:6379",
                "--bedrock",
                "aws",
                "--region",
                "us-west-2",
                "--data",
                "elsewhere");

        assertThat(options.requests()).isEqualTo(10);
        assertThat(options.rps()).isEqualTo(2.5);
        assertThat(options.seed()).isEqualTo(-7);
        assertThat(options.redis()).hasValueSatisfying(uri -> assertThat(uri).hasPort(6379));
        assertThat(options.bedrock().kind()).isEqualTo(ChatOptions.BedrockChoice.Kind.AWS);
        assertThat(options.region()).isEqualTo("us-west-2");
        assertThat(options.data()).hasToString("elsewhere");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --speed | 9             | Unknown option --speed; --help lists the options
            --requests | 0          | --requests must be a number between 1 and 10000000, was 0
            --rps | fast            | --rps must be a number between 0.1 and 10000, was fast
            --rps | NaN             | --rps must be a number between 0.1 and 10000, was NaN
            --seed | 1.5            | --seed must be a whole number, was 1.5
            --region | Tokyo        | --region must be the name of an AWS region, was Tokyo
            --redis | localhost     | --redis must be a URI that begins with redis:// or rediss:// and names a host
            --bedrock | ftp://there | --bedrock must be a URI that begins with http:// or https:// and names a host
            """)
    void a_wrong_word_is_told_with_the_rule(String option, String value, String message) {
        assertThatThrownBy(() -> OptionParser.parse(option, value))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void an_option_without_value_is_told() {
        assertThatThrownBy(() -> OptionParser.parse("--seed")).hasMessageStartingWith("--seed needs a value");
    }
}
