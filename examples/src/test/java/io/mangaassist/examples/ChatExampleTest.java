package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mangaassist.testkit.RealServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChatExampleTest {

    @TempDir
    Path folder;

    @Test
    void a_played_load_ends_with_every_request_answered_and_every_write_accounted_for() {
        assumeTrue(RealServers.missing("redis-server").isEmpty(), "no redis-server here");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int code = ChatExample.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                "--requests",
                "300",
                "--rps",
                "60",
                "--seed",
                "7");

        String table = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).as(table).isZero();
        assertThat(table)
                .contains("300 answered, 0 failed")
                .contains("imbalance 0")
                .contains("bedrock-invoke");
        assertThat(number(table, "near (\\d+)"))
                .as("Zipf's popular questions come again")
                .isPositive();
        assertThat(number(table, "(\\d+) stopped"))
                .as("some questions trip a rule")
                .isPositive();
        assertThat(number(table, "writes +(\\d+) written")).isPositive();
        assertThat(number(table, "(\\d+) fresh")).as("DNS answers").isPositive();
    }

    @Test
    void help_is_printed_without_starting_anything() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        assertThat(ChatExample.run(new PrintStream(printed, true, StandardCharsets.UTF_8), "--help"))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--requests N");
    }

    @Test
    void a_malformed_questions_file_ends_the_program_with_code_2_and_one_line()
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("questions.jsonl"), "{\"id\": 1,\n");

        Ended ended = run(Map.of(), "--data", folder.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors().strip())
                .startsWith(folder.resolve("questions.jsonl") + ":1: ")
                .doesNotContain("\n");
    }

    @Test
    void aws_without_credentials_ends_the_program_with_code_2_and_one_line() throws IOException, InterruptedException {
        Ended ended = run(Map.of("AWS_EC2_METADATA_DISABLED", "true"), "--bedrock", "aws", "--requests", "1");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors().strip())
                .startsWith("--bedrock aws needs credentials")
                .doesNotContain("\n");
    }

    private record Ended(int code, String errors) {}

    /** The main class in a JVM of its own, whose environment knows no AWS credentials. */
    private Ended run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                ChatExample.class.getName()));
        command.addAll(List.of(args));
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("..").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("HOME", folder.toString());
        builder.environment()
                .put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the program ends")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
