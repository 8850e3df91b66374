package io.mangaassist.benchmarks.pool;

import io.mangaassist.pool.BedrockHttp;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Real SDK clients for the simulated service. */
final class Clients {

    private static final SdkEventLoopGroup LOOPS =
            SdkEventLoopGroup.builder().numberOfThreads(2).build();

    private Clients() {}

    /** For those who bring permits of their own: never the SDK's pool that decides. */
    static BedrockRuntimeAsyncClient open(URI endpoint) {
        return client(endpoint, BedrockHttp.httpBuilder(300));
    }

    /** As in the incident: so many connections, ten thousand waiters, five seconds. */
    static BedrockRuntimeAsyncClient incident(URI endpoint, int connections) {
        return client(
                endpoint,
                NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(connections)
                        .maxPendingConnectionAcquires(10_000)
                        .connectionAcquisitionTimeout(Duration.ofSeconds(5)));
    }

    private static BedrockRuntimeAsyncClient client(URI endpoint, NettyNioAsyncHttpClient.Builder http) {
        return BedrockHttp.clientBuilder(1)
                .httpClientBuilder(http.protocol(Protocol.HTTP1_1).eventLoopGroup(LOOPS))
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    static ConverseRequest ask(String modelId) {
        return ConverseRequest.builder()
                .modelId(modelId)
                .messages(Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText("Is the new volume in stock?"))
                        .build())
                .build();
    }
}
