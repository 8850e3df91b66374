package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.NettyResolvers;
import org.junit.jupiter.api.Test;

final class DnsAloneTest {

    @Test
    void the_resolver_works_without_the_sdk_apache_and_lettuce() throws Exception {
        ClassPath.lacks(
                "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
                "org.apache.hc.client5.http.DnsResolver",
                "io.lettuce.core.RedisClient");
        ClassPath.hasOneNetty();
        try (CachingDnsResolver resolver = CachingDnsResolver.builder().build()) {
            assertTrue(resolver.resolve("localhost").get(0).isLoopbackAddress());
            NettyResolvers.group(resolver).close();
        }
    }
}
