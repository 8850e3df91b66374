package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that does not read must not fill the simulator's memory. */
final class BackPressureTest {
    private static final int TOKENS = 100_000;

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void a_reader_that_pauses_holds_one_piece_in_memory(HttpVersion version) {
        ModelBehaviour talkative =
                ModelBehaviour.builder().answer("漫".repeat(TOKENS)).build();
        Vertx vertx = Vertx.vertx();
        try (BedrockSimulator bedrock =
                BedrockSimulator.builder().otherModels(talkative).build()) {
            HttpClientResponse response = ask(vertx, bedrock, version);
            Eventually.holds(new EventLoopCpu("vert.x-eventloop")::isIdle);
            assertThat(bedrock.counts().total().tokensSent())
                    .as("no more than what sockets and one piece hold")
                    .isBetween(1L, TOKENS / 2L);

            Future<Buffer> reading = response.body();
            response.resume();
            Buffer body = await(reading);
            assertThat(body.length()).isGreaterThan(TOKENS * 100);
            assertThat(bedrock.counts().total().tokensSent()).isEqualTo(TOKENS);
        } finally {
            await(vertx.close());
        }
    }

    private static HttpClientResponse ask(Vertx vertx, BedrockSimulator bedrock, HttpVersion version) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setReceiveBufferSize(65_536)
                // wide streams in a narrow connection
                .setInitialSettings(new Http2Settings().setInitialWindowSize(64 << 20));
        Buffer question = Buffer.buffer("{\"inferenceConfig\":{\"maxTokens\":" + TOKENS + "}}");
        return await(vertx.createHttpClient(options)
                .request(HttpMethod.POST, bedrock.port(), bedrock.address(), "/model/m/converse-stream")
                .compose(request -> request.send(question))
                .onSuccess(HttpClientResponse::pause));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
