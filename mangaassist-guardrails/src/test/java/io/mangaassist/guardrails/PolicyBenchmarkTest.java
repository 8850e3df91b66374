package io.mangaassist.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyBenchmarkTest {

    private static final String QUADRATIC = "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]+(?:動画|画像)無料";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void every_rule_of_the_corpus_is_linear() throws IOException {
        Run run = run(policy(), "--json", folder.resolve("base.json").toString(), "--p95-budget-ms", "2000");
        assertThat(run.code()).as(run.out()).isZero();
        Run again = run(policy(), "--baseline", folder.resolve("base.json").toString(), "--p95-budget-ms", "2000");
        assertThat(again.out()).doesNotContain("exponent/jp-adult  ");
        System.out.println(run.out());
    }

    @Test
    void the_rule_of_the_incident_is_quadratic_where_it_ran_and_linear_here() throws IOException {
        Run run = run(policy(), "--java-regex", QUADRATIC, "--p95-budget-ms", "2000");
        assertThat(run.code()).isEqualTo(1);
        Growth there = PolicyBenchmark.javaRegex(QUADRATIC, "この漫画は最新刊");
        assertThat(there.exponent()).isGreaterThan(1.8);
        GuardPolicy here = GuardPolicy.parse(
                "p",
                "{\"rules\":[{\"id\":\"r\",\"action\":\"block\",\"pattern\":\"" + QUADRATIC.replace("\\", "\\\\")
                        + "\"}]}");
        assertThat(Growth.of("r", here.rules(), "この漫画は最新刊").exponent()).isLessThan(1.05);
        System.out.println(there);
        System.out.println(Growth.of("the same rule here", here.rules(), "この漫画は最新刊"));
    }

    @Test
    void misuse_is_told_apart_from_failure() throws IOException {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("x.json", "--colour").err()).contains("unknown option --colour");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"rules\":[{}]}");
        Run run = run(broken.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("broken.json:1:");
    }

    private Path copied() throws IOException {
        Path policy = folder.resolve("policy.json");
        try (var in = PolicyBenchmarkTest.class.getResourceAsStream("/corpus/policy.json")) {
            Files.write(policy, in == null ? new byte[0] : in.readAllBytes());
        }
        return policy;
    }

    private String policy() throws IOException {
        return copied().toString();
    }

    private record Run(int code, String out, String err) {}

    private static Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = BenchmarkCommand.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
