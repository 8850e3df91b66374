package io.mangaassist.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator through Netty's real resolver, over UDP and TCP. */
final class DnsSimulatorTest {
    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final EventLoopGroup LOOP = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private final DnsSimulator dns = DnsSimulator.builder().seed(7).build();
    private final List<DnsNameResolver> resolvers = new ArrayList<>();

    @AfterEach
    void close() {
        resolvers.forEach(DnsNameResolver::close);
        dns.close();
    }

    @AfterAll
    static void stop() {
        LOOP.shutdownGracefully().awaitUninterruptibly(1);
    }

    private DnsNameResolver resolver(ResolvedAddressTypes types) {
        DnsNameResolver resolver = new DnsNameResolverBuilder(LOOP.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(dns.address()))
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .resolvedAddressTypes(types)
                .queryTimeoutMillis(400)
                .maxQueriesPerResolve(1)
                .ndots(1)
                .searchDomains(List.of())
                .build();
        resolvers.add(resolver);
        return resolver;
    }

    private List<String> resolve(String host) {
        return resolve(host, ResolvedAddressTypes.IPV4_ONLY);
    }

    private List<String> resolve(String host, ResolvedAddressTypes types) {
        Future<List<InetAddress>> found = resolver(types).resolveAll(host).awaitUninterruptibly();
        if (!found.isSuccess()) {
            throw new IllegalStateException(found.cause());
        }
        return found.getNow().stream().map(InetAddress::getHostAddress).toList();
    }

    @Test
    void addresses_go_by_the_type_that_was_asked_for() {
        dns.on(HOST).answers("127.1.0.1", "127.1.0.2", "::1");

        assertThat(resolve(HOST)).containsExactlyInAnyOrder("127.1.0.1", "127.1.0.2");
        assertThat(resolve(HOST.toUpperCase(Locale.ROOT), ResolvedAddressTypes.IPV6_ONLY))
                .containsExactly("0:0:0:0:0:0:0:1");
        assertThat(dns.counts().of(HOST, "A")).isEqualTo(1);
        assertThat(dns.counts().of(HOST, "AAAA")).isEqualTo(1);
        assertThat(dns.counts().of(HOST, DnsTransport.UDP)).isEqualTo(2);
    }

    @Test
    void the_set_changes_from_private_to_public_and_back_while_it_runs() {
        dns.on(HOST).answers("127.1.0.1");
        assertThat(resolve(HOST)).containsExactly("127.1.0.1");
        dns.on(HOST).answers("127.99.0.1");
        assertThat(resolve(HOST)).containsExactly("127.99.0.1");
        dns.on(HOST).answers("127.1.0.1").next(DnsReply.addresses("127.99.0.9"));
        assertThat(resolve(HOST)).containsExactly("127.99.0.9");
        assertThat(resolve(HOST)).containsExactly("127.1.0.1");
    }

    @Test
    void names_that_do_not_exist_or_fail_do_so_in_their_own_way() {
        dns.on("failing.test").answers(DnsReply.servFail());
        dns.on("refusing.test").answers(DnsReply.refused());
        dns.on("empty.test").answers(DnsReply.noData());

        for (String host : List.of("never-scripted.test", "failing.test", "refusing.test", "empty.test")) {
            assertThatThrownBy(() -> resolve(host)).as(host).hasCauseInstanceOf(UnknownHostException.class);
        }
        assertThatThrownBy(() -> resolve("failing.test")).hasStackTraceContaining("SERVFAIL");
        assertThatThrownBy(() -> resolve("never-scripted.test")).hasStackTraceContaining("NXDOMAIN");
    }

    @Test
    void a_dropped_or_late_answer_is_a_time_out_and_a_delay_is_a_delay() {
        dns.on(HOST)
                .answers(DnsReply.addresses("127.1.0.1").after(Duration.ofMillis(120)))
                .next(DnsReply.drop(), DnsReply.addresses("127.1.0.1").after(Duration.ofMillis(900)));

        assertThatThrownBy(() -> resolve(HOST)).hasRootCauseInstanceOf(DnsNameResolverTimeoutException.class);
        assertThatThrownBy(() -> resolve(HOST)).hasRootCauseInstanceOf(DnsNameResolverTimeoutException.class);
        long start = System.nanoTime();
        assertThat(resolve(HOST)).containsExactly("127.1.0.1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(119));
    }

    @Test
    void a_truncated_answer_is_whole_over_tcp() {
        dns.on(HOST).answers(DnsReply.addresses("127.1.0.1").truncated());
        assertThat(resolve(HOST)).containsExactly("127.1.0.1");
        assertThat(dns.counts().of(HOST, DnsTransport.UDP)).isEqualTo(1);
        assertThat(dns.counts().of(HOST, DnsTransport.TCP)).isEqualTo(1);
    }

    @Test
    void an_answer_too_large_for_a_datagram_is_truncated_by_itself() {
        String[] many = IntStream.range(0, 250).mapToObj(i -> "127.1.1." + i).toArray(String[]::new);
        dns.on(HOST).answers(many);
        assertThat(resolve(HOST)).hasSize(250);
        assertThat(dns.counts().of(HOST, DnsTransport.TCP)).isEqualTo(1);
    }

    @Test
    void aliases_are_followed_in_one_answer_and_a_loop_ends() {
        dns.on(HOST).answers(DnsReply.cname("vpce-1.example.test"));
        dns.on("vpce-1.example.test")
                .answers(DnsReply.cname("vpce-2.example.test").ttl(0));
        dns.on("vpce-2.example.test").answers("127.1.0.5");
        dns.on("loop.test").answers(DnsReply.cname("pool.test"));
        dns.on("pool.test").answers(DnsReply.cname("loop.test"));

        assertThat(resolve(HOST)).containsExactly("127.1.0.5");
        assertThat(dns.counts().total()).isEqualTo(1);
        assertThatThrownBy(() -> resolve("loop.test")).hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void forged_and_malformed_packets_are_nobodys_answer() {
        dns.on(HOST)
                .next(
                        DnsReply.addresses("127.66.6.6").wrongId(),
                        DnsReply.addresses("127.66.6.6").wrongQuestion(),
                        DnsReply.raw(new byte[] {1, 2, 3}),
                        DnsReply.addresses("127.66.6.6").mutated(packet -> new byte[0]));
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> resolve(HOST)).as("packet %d", i).isInstanceOf(IllegalStateException.class);
        }
        dns.on(HOST).answers("127.1.0.1");
        assertThat(resolve(HOST)).as("the simulator lives").containsExactly("127.1.0.1");
    }

    @Test
    void time_to_live_is_what_was_written_even_beyond_what_readers_accept() {
        for (long ttl : new long[] {0, 5, 1L << 31, 0xFFFF_FFFFL}) {
            dns.on(HOST).answers(DnsReply.addresses("127.1.0.1").ttl(ttl));
            assertThat(RawDns.udp(dns.address(), HOST).ttlOfFirstAnswer()).isEqualTo(ttl);
        }
    }

    @Test
    void a_seeded_share_of_the_queries_gets_another_reply() {
        dns.on(HOST).answers("127.1.0.1").sometimes(0.5, DnsReply.addresses("127.99.0.1"));
        long publicOnes = IntStream.range(0, 40)
                .filter(i -> RawDns.udp(dns.address(), HOST).firstAddress().equals("127.99.0.1"))
                .count();
        assertThat(publicOnes).isBetween(8L, 32L);
    }

    @Test
    void any_loopback_address_and_a_chosen_port_serve() {
        try (DnsSimulator other = DnsSimulator.builder()
                .address("127.0.3.2")
                .port(dns.address().getPort())
                .build()) {
            assertThat(other.address().getAddress().getHostAddress()).isEqualTo("127.0.3.2");
            assertThatThrownBy(() -> DnsSimulator.builder()
                            .address("127.0.3.2")
                            .port(other.address().getPort())
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is taken or not ours");
        }
        assertThatThrownBy(() -> DnsSimulator.builder().address("192.0.2.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address must be an IPv4 address inside 127/8, was \"192.0.2.1\"");
    }
}
