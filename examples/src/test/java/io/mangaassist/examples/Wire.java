package io.mangaassist.examples;

import io.mangaassist.pool.BedrockHttp;
import io.mangaassist.testkit.BedrockSimulator;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** What lies between the SDK and the simulated service. */
enum Wire {
    HTTP_1_1,
    /** The SDK's default for Bedrock. */
    TLS_H2;

    /** Shared: a client that owns its threads takes two seconds to close. */
    private static final SdkEventLoopGroup LOOPS =
            SdkEventLoopGroup.builder().numberOfThreads(2).build();

    BedrockSimulator.Builder simulator() {
        BedrockSimulator.Builder builder = BedrockSimulator.builder();
        return this == TLS_H2 ? builder.tls("127.0.0.1") : builder;
    }

    BedrockRuntimeAsyncClient client(BedrockSimulator simulator) {
        return BedrockHttp.clientBuilder(64, http -> configure(http, simulator))
                .endpointOverride(simulator.endpoint())
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    private void configure(NettyNioAsyncHttpClient.Builder http, BedrockSimulator simulator) {
        // a cold JVM on a busy machine takes seconds for its first handshake
        Duration patient = Duration.ofSeconds(20);
        http.eventLoopGroup(LOOPS)
                .readTimeout(patient)
                .connectionTimeout(patient)
                .tlsNegotiationTimeout(patient)
                .connectionAcquisitionTimeout(patient);
        if (this == HTTP_1_1) {
            http.protocol(Protocol.HTTP1_1);
        } else {
            http.tlsTrustManagersProvider(simulator.certificate()::trustManagers);
        }
    }
}
