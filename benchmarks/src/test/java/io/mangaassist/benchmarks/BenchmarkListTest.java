package io.mangaassist.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BenchmarkListTest {

    @Test
    void the_jar_lists_its_benchmarks() throws Exception {
        try (InputStream list = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
            assertThat(list).as("JMH's list of generated benchmarks").isNotNull();
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8)).contains("DnsHitBenchmark");
        }
    }
}
