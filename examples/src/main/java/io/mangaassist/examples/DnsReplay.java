package io.mangaassist.examples;

import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.Freshness;
import io.mangaassist.dns.NameServer;
import io.mangaassist.examples.IncidentReplay.BeforeAfter;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Scenario 1: the name server of a zone grows slow and hands out Bedrock's public addresses. */
final class DnsReplay {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    private static final DnsReply HEALTHY = DnsReply.addresses("10.0.1.10").ttl(1);
    private static final DnsReply POISONED =
            DnsReply.addresses("52.119.1.1").ttl(0).after(Duration.ofMillis(100));
    private static final int LOOKUPS = 20;

    private DnsReplay() {}

    private interface Resolver {
        List<InetAddress> resolve(String host) throws Exception;
    }

    static BeforeAfter run() throws Exception {
        try (DnsSimulator dns = DnsSimulator.start()) {
            return new BeforeAfter(netty(dns), ours(dns));
        }
    }

    private static String netty(DnsSimulator dns) throws Exception {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (DnsNameResolver resolver = new DnsNameResolverBuilder(loops.next())
                .datagramChannelType(NioDatagramChannel.class)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(dns.address()))
                .build()) {
            return lookups(dns, host -> resolver.resolveAll(host).get());
        } finally {
            var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static String ours(DnsSimulator dns) throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (CachingDnsResolver resolver = CachingDnsResolver.builder()
                .policy(AnswerPolicy.builder().allow(HOST, "10.0.0.0/16").build())
                .nameServers(NameServer.of("127.0.0.1", dns.address().getPort()))
                .freshness(Freshness.defaults().ttl(Duration.ofMillis(100), Duration.ofMillis(100)))
                .meterRegistry(registry)
                .build()) {
            String seen = lookups(dns, resolver::resolve);
            double refused = registry.find("mangaassist.dns.answers.rejected").counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
            return seen + IncidentReplay.text("; %.0f poisoned answers refused", refused);
        }
    }

    /** One lookup while all is well, then some under poison, 50 ms apart. */
    private static String lookups(DnsSimulator dns, Resolver resolver) throws Exception {
        dns.on(HOST).answers(HEALTHY);
        resolver.resolve(HOST);
        dns.on(HOST).answers(POISONED);
        CountDownLatch nobodyOpens = new CountDownLatch(1);
        nobodyOpens.await(1_100, TimeUnit.MILLISECONDS);
        int abroad = 0;
        long slowest = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            long start = Clock.SYSTEM.monotonicTime();
            List<InetAddress> addresses = resolver.resolve(HOST);
            slowest = Math.max(slowest, Clock.SYSTEM.monotonicTime() - start);
            abroad += addresses.stream().allMatch(InetAddress::isSiteLocalAddress) ? 0 : 1;
            nobodyOpens.await(50, TimeUnit.MILLISECONDS);
        }
        return IncidentReplay.text(
                "%d of %d lookups gave a public address, the slowest took %.1f ms", abroad, LOOKUPS, slowest / 1e6);
    }
}
