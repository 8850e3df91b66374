package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/**
 * Two thousand streams at once over TLS and HTTP/2. The JDK's client asks, because the SDK's keeps two megabytes for every
 * open stream, so that a test of it would measure the client.
 */
final class ManyStreamsTest {
    private static final int STREAMS = 2_000;
    /** Long enough for a slow machine to open all streams before the first one speaks. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Is volume 108 in stock?\"}]}]}";

    @Test
    void two_thousand_streams_are_open_at_once_and_all_come_whole()
            throws GeneralSecurityException, IOException, InterruptedException {
        ModelBehaviour slow = ModelBehaviour.builder()
                .answer("Yes, it ships today.")
                .timeToFirstToken(Latency.fixed(SILENCE))
                .tokensPerSecond(20)
                .build();
        try (BedrockSimulator bedrock = BedrockSimulator.builder()
                .tls("localhost")
                .maxConcurrentStreams(STREAMS + 1)
                .model("quick", ModelBehaviour.builder().build())
                .model("slow", slow)
                .build()) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(bedrock.certificate()))
                    .build();
            // The connection stands before the crowd comes.
            assertThat(client.send(request(bedrock, "quick"), HttpResponse.BodyHandlers.ofByteArray())
                            .statusCode())
                    .isEqualTo(200);

            List<CompletableFuture<HttpResponse<byte[]>>> calls = IntStream.range(0, STREAMS)
                    .mapToObj(i -> client.sendAsync(request(bedrock, "slow"), HttpResponse.BodyHandlers.ofByteArray()))
                    .toList();
            List<HttpResponse<byte[]>> answers =
                    calls.stream().map(CompletableFuture::join).toList();

            assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
            assertThat(answers).allMatch(answer -> answer.version() == HttpClient.Version.HTTP_2);
            assertThat(answers).extracting(answer -> answer.body().length).allMatch(length -> length > 300);
            CallCounts counts = bedrock.counts().of("slow");
            assertThat(counts.completed()).isEqualTo(counts.started()).isEqualTo(STREAMS);
            assertThat(counts.peakInFlight()).as("nearly all at once").isGreaterThan(STREAMS * 9 / 10);
        }
    }

    private static HttpRequest request(BedrockSimulator bedrock, String model) {
        URI stream = bedrock.endpoint("localhost").resolve("/model/" + model + "/converse-stream");
        return HttpRequest.newBuilder(stream)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
    }

    private static SSLContext trusting(TestCertificate certificate) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, certificate.trustManagers(), null);
        return context;
    }
}
