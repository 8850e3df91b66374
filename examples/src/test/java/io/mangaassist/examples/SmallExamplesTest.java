package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mangaassist.testkit.RedisFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each room's example is run as a user would run it, and prints what it promises. */
final class SmallExamplesTest {

    @Test
    void dns_keeps_an_answer_and_refuses_a_public_one() {
        assertThat(printedBy(DnsExample::main))
                .containsExactly(
                        "found: [10.0.1.10, 10.0.2.10]",
                        "name server broken: [10.0.1.10, 10.0.2.10]",
                        "public address: REJECTED");
    }

    @Test
    void the_pool_goes_down_the_ladder_and_never_fails() {
        assertThat(printedBy(PoolExample::main))
                .contains(
                        "all is well: Volume 12 continues the Kyoto arc.",
                        "Sonnet is throttled: Volume 12.",
                        "both are: The shop is very busy. Please ask again in a minute.")
                .last()
                .asString()
                .contains("none=0.0");
    }

    @Test
    void the_cache_answers_when_redis_is_gone() {
        assumeTrue(
                RedisFixture.missing().isEmpty(), () -> RedisFixture.missing().orElse(""));
        assertThat(printedBy(CacheExample::main))
                .containsExactly(
                        "first: MISS",
                        "asked: Volume 12.",
                        "again: NEAR",
                        "written: 1",
                        "Redis is gone: Volume 12.",
                        "a question never asked: MISS");
    }

    @Test
    void the_guardrail_masks_and_stops_within_a_stream() {
        assertThat(printedBy(GuardrailsExample::main))
                .anySatisfy(line -> assertThat(line).matches("Ask our shop: \\*+\\. \\[end_turn]"))
                .anySatisfy(line -> assertThat(line).isEqualTo("Try the "))
                .anySatisfy(line -> assertThat(line).endsWith(" [guardrail_intervened]"))
                .contains("stopped: 1")
                .noneMatch(line -> line.contains("pirate") || line.contains("1234"));
    }

    @Test
    void operate_fails_the_gate_and_names_the_way_out() {
        assertThat(printedBy(OperateExample::main))
                .contains("gate: FAIL [cache-write, request]")
                .anyMatch(line -> line.contains("CR1"));
    }

    private static List<String> printedBy(Consumer<String[]> main) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream terminal = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.accept(new String[0]);
        } finally {
            System.setOut(terminal);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
