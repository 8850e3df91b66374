package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedProcessTest {
    /** A JVM of its own that starts a Redis, freezes it if told to, prints its id, and waits to be killed. */
    static final class Victim {
        public static void main(String[] arguments) throws IOException {
            RedisFixture redis = RedisFixture.start();
            if ("frozen".equals(arguments[0])) {
                redis.freeze();
            }
            System.out.println(redis.pid());
            System.out.flush();
            int never = System.in.read();
            assert never < 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "frozen"})
    void redis_ends_when_its_jvm_is_killed(String state) throws IOException, InterruptedException {
        assumeThat(RedisFixture.missing()).isEmpty();
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        state)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle redis =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(redis.isAlive()).isTrue();

            assertThat(jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();

            Eventually.holds(() -> !redis.isAlive());
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void the_guard_ends_with_its_program(@TempDir Path folder) {
        GuardedProcess process = GuardedProcess.start(folder.resolve("log"), List.of("/bin/sh", "-c", "echo done"));
        Eventually.holds(() -> !process.isAlive());
        assertThat(folder.resolve("log")).hasContent("done");
        assertThat(process.signal("CONT")).isFalse();
        Optional<ProcessHandle> child = ProcessHandle.of(process.pid());
        assertThat(child).isEmpty();
        process.kill();
    }
}
