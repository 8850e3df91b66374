package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** The real SDK client against a small HTTP server that answers as Titan's documentation says. */
final class BedrockTitanEmbedderTest {

    private static final AtomicReference<String> asked = new AtomicReference<>("");
    private static final AtomicReference<String> reply = new AtomicReference<>("{}");
    private static HttpServer server;
    private static BedrockRuntimeAsyncClient client;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.set(exchange.getRequestURI().getPath() + " " + body);
            byte[] bytes = reply.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        client = BedrockRuntimeAsyncClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void the_question_goes_out_and_the_vector_comes_back() {
        String numbers = IntStream.range(0, 256).mapToObj(i -> i + ".5").collect(Collectors.joining(","));
        reply.set("{\"embedding\":[" + numbers + "],\"inputTextTokenCount\":3}");

        float[] vector = new BedrockTitanEmbedder(client, 256)
                .embed("第\"一\"巻")
                .toCompletableFuture()
                .join();

        assertThat(vector).hasSize(256).startsWith(0.5f, 1.5f).endsWith(255.5f);
        assertThat(asked.get())
                .contains("amazon.titan-embed-text-v2:0/invoke")
                .contains("\"inputText\":\"第\\\"一\\\"巻\"")
                .contains("\"dimensions\":256");
    }

    @Test
    void a_reply_without_a_vector_is_no_direction_and_makes_a_miss() {
        reply.set("{}");
        float[] vector = new BedrockTitanEmbedder(client, 256)
                .embed("q")
                .toCompletableFuture()
                .join();

        assertThat(Vectors.normalised(vector, 256)).isNull();
    }

    @Test
    void a_reply_that_is_not_json_fails_the_future() {
        reply.set("<html>");

        assertThat(new BedrockTitanEmbedder(client, 256).embed("q").toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void dimensions_that_the_model_does_not_offer_are_refused() {
        assertThatThrownBy(() -> new BedrockTitanEmbedder(client, 300))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimensions must be 256, 512 or 1024, was 300");
    }
}
