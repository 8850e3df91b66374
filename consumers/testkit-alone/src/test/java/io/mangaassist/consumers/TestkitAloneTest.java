package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.DnsSimulator;
import io.mangaassist.testkit.RedisFixture;
import org.junit.jupiter.api.Test;

final class TestkitAloneTest {

    @Test
    void the_simulators_start_without_the_sdk_lettuce_and_the_embedded_redis() throws Exception {
        ClassPath.lacks(
                "software.amazon.awssdk.core.SdkRequest", "io.lettuce.core.RedisClient", "redis.embedded.RedisServer");
        ClassPath.hasOneNetty();
        try (BedrockSimulator bedrock = BedrockSimulator.builder().build();
                DnsSimulator dns = DnsSimulator.start()) {
            assertTrue(bedrock.port() > 0);
            assertTrue(dns.address().getPort() > 0);
        }
        assertEquals(RedisFixture.isAvailable(), RedisFixture.missing().isEmpty());
    }
}
