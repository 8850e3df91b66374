package io.mangaassist.pool;

import static io.mangaassist.pool.SimulatedBedrock.SONNET;
import static io.mangaassist.pool.SimulatedBedrock.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.testkit.BedrockSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

final class AwsSdkMetersTest {

    @Test
    void calls_of_the_real_client_become_timers_until_it_is_closed() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AwsSdkMeters meters = AwsSdkMeters.publisher(registry, "sonnet");
        try (BedrockSimulator simulator = BedrockSimulator.builder().build();
                BedrockRuntimeAsyncClient client = BedrockHttp.clientBuilder(
                                1, http -> http.protocol(Protocol.HTTP1_1).eventLoopGroup(Road.LOOPS))
                        .endpointOverride(simulator.endpoint())
                        .region(Region.AP_NORTHEAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("t", "t")))
                        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry())
                                .addMetricPublisher(meters))
                        .build()) {
            client.converse(question(SONNET)).join();
        }

        assertThat(registry.get("mangaassist.sdk.call")
                        .tags("operation", "Converse", "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("mangaassist.sdk.acquire").timer().count()).isEqualTo(1);
        assertThat(registry.get("mangaassist.sdk.first.byte").timer().count()).isEqualTo(1);
        meters.close();
        assertThat(registry.getMeters()).isEmpty();
    }
}
