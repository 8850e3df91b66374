package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlacementSourcesTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private HttpServer ec2;

    @BeforeEach
    void start() throws IOException {
        ec2 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ec2.createContext(
                "/latest/api/token", exchange -> answer(exchange, "PUT".equals(exchange.getRequestMethod()), "t0ken"));
        ec2.createContext("/latest/meta-data/placement/availability-zone", exchange -> {
            boolean allowed = "t0ken".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
            answer(exchange, allowed, "ap-northeast-1c\n");
        });
        ec2.start();
    }

    @AfterEach
    void stop() {
        ec2.stop(0);
    }

    @Test
    void the_environment_outranks_the_endpoints() {
        TaskPlacement placement = sources(Map.of(
                        "MANGAASSIST_AVAILABILITY_ZONE", "ap-northeast-1d", EcsMetadata.VARIABLE, "http://127.0.0.1:1"))
                .detect()
                .join();

        assertThat(placement.availabilityZone()).isEqualTo("ap-northeast-1d");
        assertThat(placement.region()).as("read off the zone's name").isEqualTo("ap-northeast-1");
    }

    @Test
    void ec2_is_asked_only_when_the_application_wants_it() {
        assertThat(sources(Map.of()).detect().join()).isSameAs(TaskPlacement.unknown());

        TaskPlacement placement = sources(Map.of()).detectOnEc2().join();
        assertThat(placement.availabilityZone()).isEqualTo("ap-northeast-1c");
        assertThat(placement.region()).isEqualTo("ap-northeast-1");
    }

    @Test
    void an_ec2_endpoint_that_refuses_means_unknown() {
        ec2.removeContext("/latest/api/token");

        assertThat(sources(Map.of()).detectOnEc2().join()).isSameAs(TaskPlacement.unknown());
    }

    private PlacementSources sources(Map<String, String> environment) {
        String endpoint = "http://127.0.0.1:" + ec2.getAddress().getPort();
        return new PlacementSources(environment::get, endpoint, LIMIT);
    }

    private static void answer(HttpExchange exchange, boolean allowed, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(allowed ? 200 : 401, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
