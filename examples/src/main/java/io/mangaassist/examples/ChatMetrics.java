package io.mangaassist.examples;

import com.sun.net.httpserver.HttpServer;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.operate.EmfMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries the meters out of the process.
 *
 * @param registry where they go, if anywhere
 * @param where they can be found then
 * @param server closed at the end
 */
record ChatMetrics(Optional<MeterRegistry> registry, Optional<String> where, AutoCloseable server)
        implements AutoCloseable {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration STEP = Duration.ofSeconds(5);

    /** Starts what was chosen; nothing if nothing was. */
    static ChatMetrics start(Optional<MetricsChoice> choice, TaskPlacement placement) {
        return choice.map(chosen -> start(chosen, placement))
                .orElseGet(() -> new ChatMetrics(Optional.empty(), Optional.empty(), () -> {}));
    }

    private static ChatMetrics start(MetricsChoice choice, TaskPlacement placement) {
        if (choice instanceof MetricsChoice.Prometheus prometheus) {
            return prometheus(prometheus.port(), placement);
        }
        if (choice instanceof MetricsChoice.Otlp otlp) {
            return otlp(otlp.url(), placement);
        }
        return emf((MetricsChoice.Emf) choice, placement);
    }

    private static ChatMetrics prometheus(int port, TaskPlacement placement) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MetricsSetup.prepare(registry, placement);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/metrics", exchange -> {
                byte[] page = registry.scrape(TEXT).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", TEXT);
                exchange.sendResponseHeaders(200, page.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(page);
                }
            });
            server.start();
            String where = "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
            return of(registry, where, () -> server.stop(0));
        } catch (IOException taken) {
            registry.close();
            throw new UsageException("--metrics prometheus:" + port + ": " + taken.getMessage(), taken);
        }
    }

    private static ChatMetrics otlp(URI url, TaskPlacement placement) {
        OtlpConfig config = new OtlpConfig() {
            @Override
            public @Nullable String get(String key) {
                return switch (key) {
                    case "otlp.url" -> url.toString();
                    case "otlp.step" -> STEP.toString();
                    // whole distributions: a collector can join those of many tasks
                    case "otlp.histogramFlavor" -> "base2_exponential_bucket_histogram";
                    default -> null;
                };
            }
        };
        OtlpMeterRegistry registry = new OtlpMeterRegistry(config, Clock.SYSTEM);
        MetricsSetup.prepare(registry, placement);
        return of(registry, url.toString(), () -> {});
    }

    private static ChatMetrics emf(MetricsChoice.Emf choice, TaskPlacement placement) {
        // Names, dimensions and distributions are its own: nothing to prepare.
        EmfMeterRegistry registry = EmfMeterRegistry.builder("manga-assist")
                .placement(() -> placement)
                .file(choice.file())
                .step(STEP)
                .build();
        return of(registry, choice.file().toString(), () -> {});
    }

    private static ChatMetrics of(MeterRegistry registry, String where, AutoCloseable server) {
        return new ChatMetrics(Optional.of(registry), Optional.of(where), server);
    }

    /** Returns a registry that tells both this and the given one. */
    MeterRegistry beside(MeterRegistry other) {
        if (registry.isEmpty()) {
            return other;
        }
        return new CompositeMeterRegistry().add(other).add(registry.get());
    }

    /** Publishes what is left. */
    @Override
    public void close() {
        registry.ifPresent(MeterRegistry::close);
        Closing.all(List.of(server), Function.identity());
    }
}
