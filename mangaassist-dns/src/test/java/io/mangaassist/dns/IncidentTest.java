package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.RealServers;
import io.mangaassist.testkit.RedisFixture;
import io.mangaassist.testkit.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * The incident with real servers and the three real clients, each of which makes new connections all the time: healthy,
 * half of the answers 1,100 ms late, public answers, silence, healed. Both the private and the public addresses are on
 * loopback.
 */
final class IncidentTest {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final String REDIS = "primary.chat.cache.amazonaws.com";
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    private static final Message QUESTION = Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("Which volume comes next?"))
            .build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int calls;
    private int publicAddresses;

    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void no_lookup_fails_waits_or_leaves_the_private_range() {
        RealServers.missing("dnsmasq", "dnsdist").ifPresent(reason -> Assumptions.abort(reason));
        RedisFixture.missing().ifPresent(reason -> Assumptions.abort(reason));
        TestCertificate certificate = TestCertificate.forHost(HOST);
        try (FaultyDns dns = new FaultyDns(directory, HOST, "127.10.0.1", REDIS, "127.10.0.1");
                CachingDnsResolver resolver = resolver(dns);
                BedrockSimulator bedrock = BedrockSimulator.builder()
                        .address("127.10.0.1")
                        .tls(certificate)
                        .build();
                BedrockSimulator trap = BedrockSimulator.builder()
                        .address("127.52.0.1")
                        .port(bedrock.port())
                        .tls(certificate)
                        .build();
                RedisFixture redis = RedisFixture.builder()
                        .arguments("--bind", "127.0.0.1", "127.10.0.1", "--protected-mode", "no")
                        .build();
                Clients clients = new Clients(resolver, bedrock, redis)) {
            assertThat(resolver.warmUp(List.of(HOST, REDIS), Duration.ofSeconds(10))
                            .join())
                    .isEmpty();
            DnsStatistics before = resolver.statistics();
            phase(resolver, clients, "accepted");
            dns.faults("addAction(ProbaRule(0.5), DelayAction(1100))");
            phase(resolver, clients, "timeout");
            dns.faults("addAction(AllRule(), SpoofAction({'127.52.0.1'}, {ttl=60}))");
            phase(resolver, clients, "rejected");
            dns.faults("addAction(AllRule(), DropAction())");
            phase(resolver, clients, "timeout");
            dns.faults("");
            phase(resolver, clients, "accepted");
            DnsStatistics after = resolver.statistics();

            assertThat(publicAddresses).as("public addresses handed out").isZero();
            assertThat(trap.counts().connections().opened())
                    .as("connections that left the private range")
                    .isZero();
            assertThat(calls).as("calls of each client").isGreaterThanOrEqualTo(5);
            assertThat(after.stale())
                    .as("the last known good answer was served")
                    .isPositive();
            assertThat(after.failed()).as("failed lookups").isZero();
            assertThat(after.waited())
                    .as("lookups that waited, beside the first ones")
                    .isEqualTo(before.waited());
            assertThat(meters.get("mangaassist.dns.answers.rejected")
                            .tag("reason", "outside_policy")
                            .counter()
                            .count())
                    .isPositive();
        }
    }

    private CachingDnsResolver resolver(FaultyDns dns) {
        return CachingDnsResolver.builder()
                .meterRegistry(meters)
                .nameServers(NameServer.of("127.0.0.1", dns.port()))
                .policy(AnswerPolicy.builder()
                        .allow(HOST, "127.10.0.0/16")
                        .allow(REDIS, "127.10.0.0/16")
                        .build())
                .freshness(Freshness.defaults()
                        .ttl(Duration.ofMillis(100), Duration.ofMillis(300))
                        .retry(Duration.ofMillis(100), Duration.ofMillis(500)))
                .build();
    }

    /** Calls through all clients until the name servers have shown three times what the phase is about. */
    private void phase(CachingDnsResolver resolver, Clients clients, String verdict) {
        Instant begin = Instant.now();
        while (seen(resolver, verdict, begin) < 3) {
            List<InetAddress> addresses = resolver.resolve(HOST);
            publicAddresses +=
                    addresses.stream().anyMatch(a -> a.getHostAddress().startsWith("127.52")) ? 1 : 0;
            clients.callAll();
            calls++;
        }
    }

    private static long seen(CachingDnsResolver resolver, String verdict, Instant begin) {
        return resolver.recordedAnswers().stream()
                .filter(answer ->
                        answer.verdict().equals(verdict) && answer.at().isAfter(begin))
                .count();
    }

    /** The three clients; every call of each may make a connection of its own. */
    private static final class Clients implements AutoCloseable {

        private final BedrockRuntimeAsyncClient async;
        private final BedrockRuntimeClient sync;
        private final ClientResources resources;
        private final RedisClient redis;

        Clients(CachingDnsResolver resolver, BedrockSimulator bedrock, RedisFixture server) {
            URI endpoint = URI.create("https://" + HOST + ":" + bedrock.port());
            Duration brief = Duration.ofMillis(1);
            NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder()
                    .connectionTimeToLive(brief)
                    .tlsTrustManagersProvider(bedrock.certificate()::trustManagers);
            this.async = BedrockRuntimeAsyncClient.builder()
                    .httpClientBuilder(AwsNetty.install(resolver, http))
                    .endpointOverride(endpoint)
                    .credentialsProvider(KEYS)
                    .region(Region.AP_NORTHEAST_1)
                    .build();
            this.sync = BedrockRuntimeClient.builder()
                    .httpClientBuilder(Apache5HttpClient.builder()
                            .connectionTimeToLive(brief)
                            .dnsResolver(ApacheDns.of(resolver))
                            .tlsTrustManagersProvider(bedrock.certificate()::trustManagers))
                    .endpointOverride(endpoint)
                    .credentialsProvider(KEYS)
                    .region(Region.AP_NORTHEAST_1)
                    .build();
            this.resources = ClientResources.builder()
                    .addressResolverGroup(NettyResolvers.group(resolver))
                    .build();
            this.redis = RedisClient.create(resources, RedisURI.create(REDIS, server.port()));
        }

        void callAll() {
            async.converse(request -> request.modelId("haiku").messages(QUESTION))
                    .join();
            sync.converse(request -> request.modelId("haiku").messages(QUESTION));
            try (StatefulRedisConnection<String, String> connection = redis.connect()) {
                assertThat(connection.sync().ping()).isEqualTo("PONG");
            }
        }

        @Override
        public void close() {
            async.close();
            sync.close();
            redis.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
