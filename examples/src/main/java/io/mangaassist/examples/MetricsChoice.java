package io.mangaassist.examples;

import java.net.URI;
import java.nio.file.Path;

/** Where the chat's meters go beside the table at its end. */
sealed interface MetricsChoice {

    /** Served at {@code http://127.0.0.1:port/metrics} for a Prometheus to scrape; port 0 takes a free one. */
    record Prometheus(int port) implements MetricsChoice {}

    /** Sent to an OpenTelemetry collector over HTTP. */
    record Otlp(URI url) implements MetricsChoice {}

    /** Appended to a file in CloudWatch's embedded metric format. */
    record Emf(Path file) implements MetricsChoice {}

    /** Reads the value of {@code --metrics}. */
    static MetricsChoice parse(String text) {
        String kind = text.contains(":") ? text.substring(0, text.indexOf(':')) : text;
        String rest = text.substring(Math.min(text.length(), kind.length() + 1));
        try {
            switch (kind) {
                case "prometheus" -> {
                    int port = rest.isEmpty() ? 9464 : Integer.parseInt(rest);
                    if (port >= 0 && port < 65_536) {
                        return new Prometheus(port);
                    }
                }
                case "otlp" -> {
                    URI url = URI.create(rest.isEmpty() ? "http://localhost:4318/v1/metrics" : rest);
                    if (url.getHost() != null) {
                        return new Otlp(url);
                    }
                }
                case "emf" -> {
                    if (!rest.isBlank()) {
                        return new Emf(Path.of(rest));
                    }
                }
                default -> {
                    // told below
                }
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new UsageException("--metrics must be prometheus[:PORT], otlp[:URL] or emf:FILE, was " + text);
    }
}
