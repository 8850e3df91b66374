package io.mangaassist.examples;

import io.mangaassist.testkit.RealServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus on loopback, which scrapes one page every second and evaluates the rules of {@code ops/}. */
final class PrometheusProcess implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/bin/prometheus");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI api;

    private PrometheusProcess(Process process, int port) {
        this.process = process;
        this.api = URI.create("http://127.0.0.1:" + port);
    }

    /** The reason to skip; empty when it can be started. Fails where real servers are required. */
    static Optional<String> missing() {
        if (Files.isExecutable(BINARY)) {
            return Optional.empty();
        }
        if (RealServers.areRequired()) {
            throw new IllegalStateException("prometheus is not installed (Debian: prometheus)");
        }
        return Optional.of("prometheus is not installed (Debian: prometheus)");
    }

    static PrometheusProcess start(Path folder, URI page) throws IOException {
        String rules = Files.readString(Rules.FILE).replace("interval: 30s", "interval: 1s");
        Path file = Files.writeString(folder.resolve("rules.yml"), rules);
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: chat
                    static_configs: [{targets: ["%s"]}]
                """.formatted(file.toAbsolutePath(), page.getAuthority()));
        int port = freePort();
        Process process = new ProcessBuilder(
                        BINARY.toString(),
                        "--config.file=" + config.toAbsolutePath(),
                        "--storage.tsdb.path=" + folder.resolve("data").toAbsolutePath(),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusProcess(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** How many series an expression has now. */
    int series(String expression) {
        try {
            HttpResponse<String> answer =
                    get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new AssertionError(expression + ": " + answer.body());
            }
            return JsonTree.parse(answer.body())
                    .get("data")
                    .get("result")
                    .list()
                    .size();
        } catch (IOException gone) {
            throw new AssertionError(expression, gone);
        }
    }

    /** The rules as Prometheus judges them: name, health, last error. */
    Stream<JsonTree> rules() throws IOException {
        JsonTree groups =
                JsonTree.parse(get("/api/v1/rules").body()).get("data").get("groups");
        return groups.list().stream().flatMap(group -> group.get("rules").list().stream());
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }
}
