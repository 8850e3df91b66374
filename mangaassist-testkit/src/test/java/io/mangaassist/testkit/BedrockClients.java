package io.mangaassist.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** The real SDK client on each road that leads to a simulator. */
enum BedrockClients {
    HTTP_1_1(false) {
        @Override
        void configure(NettyNioAsyncHttpClient.Builder http) {
            http.protocol(Protocol.HTTP1_1);
        }
    },
    H2C(false) {
        @Override
        void configure(NettyNioAsyncHttpClient.Builder http) {
            http.protocol(Protocol.HTTP2);
        }
    },
    /** The SDK's own default for Bedrock. */
    TLS_ALPN_H2(true) {
        @Override
        void configure(NettyNioAsyncHttpClient.Builder http) {}
    };

    /** Shared, since a client that owns its threads takes two seconds to close. */
    private static final SdkEventLoopGroup LOOPS =
            SdkEventLoopGroup.builder().numberOfThreads(2).build();

    static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";

    private final boolean tls;

    BedrockClients(boolean tls) {
        this.tls = tls;
    }

    abstract void configure(NettyNioAsyncHttpClient.Builder http);

    BedrockSimulator.Builder simulator() {
        BedrockSimulator.Builder builder = BedrockSimulator.builder();
        return tls ? builder.tls(HOST) : builder;
    }

    BedrockRuntimeAsyncClient client(BedrockSimulator simulator) {
        return client(simulator, http -> {});
    }

    BedrockRuntimeAsyncClient client(BedrockSimulator simulator, Consumer<NettyNioAsyncHttpClient.Builder> more) {
        NettyNioAsyncHttpClient.Builder http =
                NettyNioAsyncHttpClient.builder().eventLoopGroup(LOOPS).readTimeout(Duration.ofSeconds(60));
        configure(http);
        if (tls) {
            http.tlsTrustManagersProvider(simulator.certificate()::trustManagers);
        }
        more.accept(http);
        return client(simulator.endpoint(), http);
    }

    private static BedrockRuntimeAsyncClient client(URI endpoint, NettyNioAsyncHttpClient.Builder http) {
        return BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(http)
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
