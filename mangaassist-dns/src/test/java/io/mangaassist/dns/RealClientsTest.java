package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The three real clients through the resolver; private and public addresses are both ranges inside 127/8. */
final class RealClientsTest {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final String REDIS = "primary.chat.cache.amazonaws.com";
    private static final String PRIVATE = "127.10.0.1";
    private static final String PUBLIC = "127.52.0.1";
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

    private final DnsSimulator dns = DnsSimulator.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CachingDnsResolver resolver = CachingDnsResolver.builder()
            .meterRegistry(meters)
            .nameServers(NameServer.of("127.0.0.1", dns.address().getPort()))
            .policy(AnswerPolicy.builder()
                    .allow(HOST, "127.10.0.0/16")
                    .allow("*.cache.amazonaws.com", "127.10.0.0/16")
                    .build())
            .freshness(Freshness.defaults()
                    .ttl(Duration.ofMillis(200), Duration.ofSeconds(60))
                    .negativeTtl(Duration.ofMillis(50)))
            .build();

    @AfterEach
    void close() {
        resolver.close();
        dns.close();
    }

    private BedrockSimulator bedrock() {
        return BedrockSimulator.builder().address(PRIVATE).tls(HOST).build();
    }

    private BedrockRuntimeAsyncClient async(BedrockSimulator bedrock, Protocol protocol) {
        return BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(AwsNetty.install(resolver, http(bedrock, protocol)))
                .endpointOverride(URI.create("https://" + HOST + ":" + bedrock.port()))
                .credentialsProvider(KEYS)
                .region(Region.AP_NORTHEAST_1)
                .build();
    }

    private static NettyNioAsyncHttpClient.Builder http(BedrockSimulator bedrock, Protocol protocol) {
        NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder().protocol(protocol);
        if (protocol == Protocol.HTTP1_1) {
            http.protocolNegotiation(ProtocolNegotiation.ASSUME_PROTOCOL);
        }
        return http.tlsTrustManagersProvider(bedrock.certificate()::trustManagers);
    }

    private static String converse(BedrockRuntimeAsyncClient client) {
        return client.converse(request -> request.modelId("haiku").messages(question()))
                .join()
                .output()
                .message()
                .content()
                .get(0)
                .text();
    }

    private static Message question() {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("Which volume comes next?"))
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP1_1", "HTTP2"})
    void the_async_client_calls_and_streams_over_tls(Protocol protocol) {
        dns.on(HOST).answers(PRIVATE);
        try (BedrockSimulator bedrock = bedrock();
                BedrockRuntimeAsyncClient client = async(bedrock, protocol)) {
            assertThat(converse(client)).isNotEmpty();
            AtomicInteger events = new AtomicInteger();
            ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                    .subscriber(event -> events.incrementAndGet())
                    .build();
            client.converseStream(request -> request.modelId("haiku").messages(question()), handler)
                    .join();
            assertThat(events).hasPositiveValue();
        }
        assertThat(dns.counts().of(HOST, "A"))
                .as("one lookup for all connections")
                .isEqualTo(1);
        assertThat(dns.counts().of(HOST, "AAAA"))
                .as("the policy has no IPv6 range")
                .isZero();
    }

    @Test
    void the_async_client_never_hears_of_a_public_address() {
        dns.on(HOST).answers(PUBLIC);
        try (BedrockSimulator bedrock = bedrock();
                BedrockRuntimeAsyncClient client = async(bedrock, Protocol.HTTP2)) {
            assertThatThrownBy(() -> converse(client)).hasStackTraceContaining(HOST);
            dns.on(HOST).answers(DnsReply.addresses(PUBLIC, PRIVATE));
            awaitNegativeTtl();
            assertThat(converse(client))
                    .as("the private part of a mixed answer")
                    .isNotEmpty();
        }
    }

    @Test
    void a_connection_that_is_refused_is_reported_by_itself() {
        dns.on(HOST).answers("127.10.0.9");
        try (BedrockSimulator bedrock = bedrock();
                BedrockRuntimeAsyncClient client = async(bedrock, Protocol.HTTP2)) {
            assertThatThrownBy(() -> converse(client)).hasStackTraceContaining("127.10.0.9");
            await().untilAsserted(() -> assertThat(dns.counts().of(HOST, "A"))
                    .as("looked up again, long before the 60 s are over")
                    .isGreaterThan(1));
        }
    }

    @Test
    @Timeout(20)
    void a_lookup_in_silence_does_not_hold_up_the_event_loop() {
        dns.on(HOST).answers(PRIVATE);
        dns.on("silent.cache.amazonaws.com").answers(DnsReply.drop());
        try (BedrockSimulator bedrock = bedrock();
                SdkAsyncHttpClient http = AwsNetty.install(
                                resolver,
                                http(bedrock, Protocol.HTTP2).protocolNegotiation(ProtocolNegotiation.ALPN),
                                SdkEventLoopGroup.builder().numberOfThreads(1))
                        .build();
                BedrockRuntimeAsyncClient known = client(http, HOST, bedrock);
                BedrockRuntimeAsyncClient silent = client(http, "silent.cache.amazonaws.com", bedrock)) {
            assertThat(converse(known)).isNotEmpty();
            CompletableFuture<?> waiting =
                    silent.converse(request -> request.modelId("haiku").messages(question()));
            await().until(() -> dns.counts().of("silent.cache.amazonaws.com") > 0);
            assertThat(converse(known)).isNotEmpty();
            assertThat(waiting).as("still without an address").isNotDone();
            resolver.close();
        }
    }

    private static BedrockRuntimeAsyncClient client(SdkAsyncHttpClient http, String host, BedrockSimulator bedrock) {
        return BedrockRuntimeAsyncClient.builder()
                .httpClient(http)
                .endpointOverride(URI.create("https://" + host + ":" + bedrock.port()))
                .credentialsProvider(KEYS)
                .region(Region.AP_NORTHEAST_1)
                .build();
    }

    /** Asks until the failure is forgotten. */
    private void awaitNegativeTtl() {
        await().ignoreExceptions().until(() -> !resolver.resolve(HOST).isEmpty());
    }

    @Test
    void the_guard_stops_a_connection_that_dns_did_not() throws UnknownHostException {
        dns.on(HOST).answers(PRIVATE);
        NettyConnectGuard guard = new NettyConnectGuard(resolver, false);
        EmbeddedChannel channel = new EmbeddedChannel(guard);
        InetAddress poisoned = InetAddress.getByAddress(HOST, new byte[] {127, 52, 0, 1});
        assertThat(channel.connect(new InetSocketAddress(poisoned, 443)).cause())
                .hasMessageContaining("The policy allows no connection to " + HOST);
        assertThat(meters.get("mangaassist.dns.guard.blocked").counter().count())
                .isEqualTo(1);
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void the_sync_client_calls_over_tls() {
        dns.on(HOST).answers(PRIVATE);
        try (BedrockSimulator bedrock = bedrock();
                BedrockRuntimeClient client = BedrockRuntimeClient.builder()
                        .httpClientBuilder(Apache5HttpClient.builder()
                                .dnsResolver(ApacheDns.of(resolver))
                                .tlsTrustManagersProvider(bedrock.certificate()::trustManagers))
                        .endpointOverride(URI.create("https://" + HOST + ":" + bedrock.port()))
                        .credentialsProvider(KEYS)
                        .region(Region.AP_NORTHEAST_1)
                        .build()) {
            assertThat(client.converse(request -> request.modelId("haiku").messages(question()))
                            .output()
                            .message()
                            .content())
                    .isNotEmpty();
        }
        assertThat(dns.counts().of(HOST)).isEqualTo(1);
    }

    @Test
    @Timeout(20)
    void lettuce_connects_through_the_resolver_which_hears_of_a_read_only_node() {
        RedisFixture.missing().ifPresent(reason -> Assumptions.abort(reason));
        dns.on(REDIS).answers("127.10.0.1");
        ClientResources resources = ClientResources.builder()
                .addressResolverGroup(NettyResolvers.group(resolver))
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline().addFirst(NettyResolvers.redisGuard(resolver));
                    }
                })
                .build();
        try (RedisFixture redis = RedisFixture.builder()
                .arguments("--bind", "127.0.0.1", "127.10.0.1", "--protected-mode", "no")
                .build()) {
            RedisClient client = RedisClient.create(resources, RedisURI.create(REDIS, redis.port()));
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                assertThat(connection.sync().ping()).isEqualTo("PONG");
                long before = dns.counts().of(REDIS);
                connection.sync().replicaof("127.0.0.1", 1);
                assertThatThrownBy(() -> connection.sync().set("volume", "1")).hasMessageContaining("READONLY");
                await().until(() -> dns.counts().of(REDIS) > before);
            } finally {
                client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            }
        } finally {
            resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
