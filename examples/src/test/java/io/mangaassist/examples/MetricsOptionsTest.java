package io.mangaassist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.mangaassist.core.TaskPlacement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricsOptionsTest {

    private static final TaskPlacement HERE = TaskPlacement.of("ap-northeast-1", "ap-northeast-1a");

    @TempDir
    Path folder;

    @Test
    void without_the_option_the_registry_is_the_one_that_was_given() {
        SimpleMeterRegistry table = new SimpleMeterRegistry();

        try (ChatMetrics metrics = ChatMetrics.start(Optional.empty(), HERE)) {
            assertThat(metrics.beside(table)).isSameAs(table);
            assertThat(metrics.where()).isEmpty();
        }
    }

    @Test
    void prometheus_is_served_on_loopback_with_buckets_and_common_tags() throws IOException, InterruptedException {
        try (ChatMetrics metrics = ChatMetrics.start(Optional.of(new MetricsChoice.Prometheus(0)), HERE)) {
            time(metrics);

            URI page = URI.create(metrics.where().orElseThrow());
            assertThat(page.getHost()).isEqualTo("127.0.0.1");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().lines().filter(line -> line.startsWith("mangaassist_segment_seconds_bucket")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("availability_zone=\"ap-northeast-1a\"")
                            && line.contains("service=\"manga-assist\""));
        }
    }

    @Test
    void otlp_reaches_the_collector_with_exponential_histograms() throws IOException, InterruptedException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/metrics");
            try (ChatMetrics metrics = ChatMetrics.start(Optional.of(new MetricsChoice.Otlp(url)), HERE)) {
                time(metrics);
            }
            assertThat(received.poll(10, TimeUnit.SECONDS))
                    .as("one export, at the latest at closing")
                    .contains("mangaassist.segment")
                    .contains("cache-lookup")
                    .contains("ap-northeast-1a");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void emf_is_written_to_the_file() throws IOException {
        Path file = folder.resolve("metrics.emf");

        try (ChatMetrics metrics = ChatMetrics.start(Optional.of(MetricsChoice.parse("emf:" + file)), HERE)) {
            time(metrics);
        }

        assertThat(Files.readString(file)).contains("SegmentLatency_cache-lookup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"statsd", "prometheus:many", "prometheus:70000", "prometheus:-1", "otlp:nowhere", "emf", "emf:"})
    void a_wrong_choice_is_told_with_the_rule(String text) {
        assertThatThrownBy(() -> OptionParser.parse("--metrics", text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--metrics must be prometheus[:PORT], otlp[:URL] or emf:FILE, was " + text);
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_line() {
        try (ChatMetrics first = ChatMetrics.start(Optional.of(new MetricsChoice.Prometheus(0)), HERE)) {
            int port = URI.create(first.where().orElseThrow()).getPort();

            assertThatThrownBy(() -> ChatMetrics.start(Optional.of(new MetricsChoice.Prometheus(port)), HERE))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("--metrics prometheus:" + port + ": ");
        }
    }

    @Test
    void the_readme_of_ops_shows_the_setup_that_compiles() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/mangaassist/examples/MetricsSetup.java"));
        String compiled = source.substring(source.indexOf("// setup:start\n") + 15, source.indexOf("// setup:end"));
        String readme = Files.readString(Path.of("..", "ops", "README.md"));
        int start = readme.indexOf("```java\n") + 8;

        assertThat(readme.substring(start, readme.indexOf("```", start)))
                .as("but for line breaks")
                .isEqualToIgnoringWhitespace(compiled);
    }

    private static void time(ChatMetrics metrics) {
        Segments.of(metrics.beside(new SimpleMeterRegistry())).time(Segment.CACHE_LOOKUP, () -> "found");
    }
}
