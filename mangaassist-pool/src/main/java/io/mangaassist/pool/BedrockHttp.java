package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;

/**
 * The recommended settings of an SDK client under a {@link BedrockPool}: no retry, no queue of its own, a ceiling above
 * our permits, connections that live through a quiet minute. Use one client for each model.
 *
 * <pre>{@code
 * BedrockRuntimeAsyncClient sonnet = BedrockHttp.clientBuilder(196)
 *         .region(Region.AP_NORTHEAST_1)
 *         .build();
 * }</pre>
 */
public final class BedrockHttp {

    /** The SDK's ceiling stands this far above the permits, so that it never queues and permits may be doubled live. */
    private static final int CEILING_FACTOR = 2;
    /** Only the moment between two calls on one connection is ever waited for. */
    private static final int PENDING = 64;

    /** Holds connecting and the TLS handshake, which a cold JVM takes a second for. */
    private static final Duration ACQUISITION = Duration.ofSeconds(2);
    /** The SDK's default of 5 s would close the connections between two customers of a quiet hour. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private BedrockHttp() {}

    /**
     * Returns a builder of a client that is fit for a rung. It keeps the SDK's protocol for Bedrock (HTTP/2 by ALPN).
     *
     * @param permits the largest number of permits that the rung will have, greater than zero
     * @return the builder, to which region, credentials and the like are added
     */
    public static BedrockRuntimeAsyncClientBuilder clientBuilder(int permits) {
        return clientBuilder(permits, http -> {});
    }

    /**
     * As {@link #clientBuilder(int)}, with a hand in the HTTP client: to install a DNS resolver, a proxy or trust managers.
     *
     * @param permits the largest number of permits that the rung will have, greater than zero
     * @param customizer is given the HTTP client's builder after the recommended settings were made
     * @return the builder
     */
    public static BedrockRuntimeAsyncClientBuilder clientBuilder(
            int permits, Consumer<? super NettyNioAsyncHttpClient.Builder> customizer) {
        NettyNioAsyncHttpClient.Builder http = httpBuilder(permits);
        customizer.accept(http);
        return BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(http)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    /**
     * Returns only the HTTP client's builder, for a client that is built elsewhere. Hand it to the client's
     * {@code httpClientBuilder}: with {@code httpClient} the SDK would fall back to HTTP/1.1.
     *
     * @param permits the largest number of permits that the rung will have, greater than zero
     * @return the builder
     */
    public static NettyNioAsyncHttpClient.Builder httpBuilder(int permits) {
        Checks.positive("permits", permits);
        return NettyNioAsyncHttpClient.builder()
                .maxConcurrency(Math.multiplyExact(permits, CEILING_FACTOR))
                .maxPendingConnectionAcquires(PENDING)
                .connectionAcquisitionTimeout(ACQUISITION)
                .connectionMaxIdleTime(IDLE);
    }
}
