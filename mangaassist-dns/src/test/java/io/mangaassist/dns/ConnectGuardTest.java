package io.mangaassist.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.DnsSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * Live clients with the guard in place, whose DNS is poisoned behind the resolver's back: every lookup gives an address at
 * which a server listens that could answer.
 */
final class ConnectGuardTest {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final String PUBLIC = "127.52.0.1";

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DnsSimulator dns = DnsSimulator.start();
    private final CachingDnsResolver poisoned = resolver("poisoned", "127.0.0.0/8");
    private final BedrockSimulator trap =
            BedrockSimulator.builder().address(PUBLIC).tls(HOST).build();

    @AfterEach
    void close() {
        poisoned.close();
        trap.close();
        dns.close();
    }

    private CachingDnsResolver resolver(String name, String allowed) {
        return CachingDnsResolver.builder()
                .name(name)
                .meterRegistry(meters)
                .nameServers(NameServer.of("127.0.0.1", dns.address().getPort()))
                .policy(AnswerPolicy.builder().allow(HOST, allowed).build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP1_1", "HTTP2"})
    void a_poisoned_client_sends_no_packet_to_an_address_outside_the_policy(Protocol protocol) {
        try (CachingDnsResolver guarding = resolver("guarding", "127.10.0.0/16");
                BedrockRuntimeAsyncClient client = client(guarding, protocol)) {
            assertThatThrownBy(() -> ask(client))
                    .hasStackTraceContaining("The policy allows no connection to " + HOST + " at " + PUBLIC);
            assertThat(trap.counts().connections().opened())
                    .as("connections that the server has seen")
                    .isZero();
            assertThat(blocked()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP1_1", "HTTP2"})
    void the_same_client_connects_where_the_policy_allows_it(Protocol protocol) {
        try (CachingDnsResolver guarding = resolver("guarding", "127.52.0.0/16");
                BedrockRuntimeAsyncClient client = client(guarding, protocol)) {
            ask(client);
            assertThat(trap.counts().connections().opened()).isPositive();
            assertThat(blocked()).isZero();
        }
    }

    @Test
    void a_poisoned_redis_client_sends_no_packet_either() throws IOException {
        dns.on(HOST).answers(PUBLIC);
        assertThat(poisoned.warmUp(List.of(HOST), Duration.ofSeconds(10)).join())
                .isEmpty();
        try (CachingDnsResolver guarding = resolver("guarding", "127.10.0.0/16");
                ServerSocket redis = new ServerSocket(0, 50, InetAddress.getByName(PUBLIC))) {
            ClientResources resources = ClientResources.builder()
                    .addressResolverGroup(NettyResolvers.group(poisoned))
                    .nettyCustomizer(new NettyCustomizer() {
                        @Override
                        public void afterChannelInitialized(Channel channel) {
                            channel.pipeline().addFirst(NettyResolvers.redisGuard(guarding));
                        }
                    })
                    .build();
            RedisClient client = RedisClient.create(resources, RedisURI.create(HOST, redis.getLocalPort()));
            assertThatThrownBy(client::connect).hasStackTraceContaining("The policy allows no connection to " + HOST);
            redis.setSoTimeout(1);
            assertThatThrownBy(redis::accept).as("nobody connected").isInstanceOf(SocketTimeoutException.class);
            assertThat(blocked()).isPositive();
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private double blocked() {
        return meters.get("mangaassist.dns.guard.blocked")
                .tag("name", "guarding")
                .counter()
                .count();
    }

    private BedrockRuntimeAsyncClient client(CachingDnsResolver guarding, Protocol protocol) {
        dns.on(HOST).answers(PUBLIC);
        assertThat(poisoned.warmUp(List.of(HOST), Duration.ofSeconds(10)).join())
                .isEmpty();
        SdkEventLoopGroup.Builder loops = SdkEventLoopGroup.builder();
        NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder().protocol(protocol);
        if (protocol == Protocol.HTTP1_1) {
            http.protocolNegotiation(ProtocolNegotiation.ASSUME_PROTOCOL);
        }
        http.tlsTrustManagersProvider(trap.certificate()::trustManagers);
        AwsNetty.install(guarding, http, loops);
        loops.datagramChannelFactory(this::poisonedChannel);
        return BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(http)
                .endpointOverride(URI.create("https://" + HOST + ":" + trap.port()))
                .overrideConfiguration(settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .region(Region.AP_NORTHEAST_1)
                .build();
    }

    private NioDatagramChannel poisonedChannel() {
        NioDatagramChannel channel = new NioDatagramChannel();
        channel.pipeline().addFirst(new NettyQueryAnswerer(poisoned));
        return channel;
    }

    private static void ask(BedrockRuntimeAsyncClient client) {
        Message question = Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("Which volume comes next?"))
                .build();
        assertThat(client.converse(request -> request.modelId("haiku").messages(question))
                        .join()
                        .output()
                        .message()
                        .content())
                .isNotEmpty();
    }
}
