package io.mangaassist.examples;

import io.mangaassist.pool.BedrockHttp;
import io.mangaassist.testkit.BedrockSimulator;
import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What the small examples share: the SDK's client for a simulated Bedrock, and a customer's question. */
final class SimulatedClient {

    /** Shared: a client that owns its threads takes two seconds to close. */
    private static final SdkEventLoopGroup LOOPS =
            SdkEventLoopGroup.builder().numberOfThreads(2).build();

    private SimulatedClient() {}

    /** Against the real Bedrock the builder needs the region alone. */
    static BedrockRuntimeAsyncClient of(BedrockSimulator bedrock, int permits) {
        return of(bedrock, permits, http -> {});
    }

    /** The same with other settings of the HTTP client. */
    static BedrockRuntimeAsyncClient of(
            BedrockSimulator bedrock, int permits, Consumer<NettyNioAsyncHttpClient.Builder> settings) {
        return at(bedrock.endpoint(), permits, settings);
    }

    static BedrockRuntimeAsyncClient at(URI endpoint, int permits, Consumer<NettyNioAsyncHttpClient.Builder> settings) {
        return BedrockHttp.clientBuilder(
                        permits,
                        http -> settings.accept(http.protocol(Protocol.HTTP1_1).eventLoopGroup(LOOPS)))
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    static Message question(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }
}
