package io.mangaassist.benchmarks.dns;

import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.Freshness;
import io.mangaassist.dns.NameServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;

/**
 * One way to look a host up, as its callers would. Each has the time to live that the record has, two seconds; where a
 * resolver cannot see it, its own is set to that. Time-outs of the others let an answer that is 1,100 ms late through.
 */
@FunctionalInterface
interface IncidentLookup {

    /** Wide enough for a late answer; ours does not need it. */
    Duration PATIENCE = Duration.ofMillis(1_200);

    /** Returns the addresses; blocks. */
    List<InetAddress> lookup(String host) throws Exception;

    /** Those that are compared. */
    enum Kind {
        OURS("MangaAssist CachingDnsResolver"),
        JDK("JDK, networkaddress.cache.ttl=2"),
        JDK_STALE("JDK, and networkaddress.cache.stale.ttl=3600"),
        NETTY("Netty DnsNameResolver, DefaultDnsCache"),
        DNSJAVA("dnsjava LookupSession, Cache");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Says whether it reads the system's configuration, and so needs port 53. */
        boolean isOfTheSystem() {
            return this == JDK || this == JDK_STALE;
        }

        /** The security properties of its JVM. */
        String properties() {
            String ttl = "networkaddress.cache.ttl=2\nnetworkaddress.cache.negative.ttl=0\n";
            return this == JDK_STALE ? ttl + "networkaddress.cache.stale.ttl=3600\n" : ttl;
        }

        IncidentLookup open(int port) throws Exception {
            return switch (this) {
                case OURS -> ours(port);
                case JDK, JDK_STALE -> host -> List.of(InetAddress.getAllByName(host));
                case NETTY -> netty(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                case DNSJAVA -> dnsjava(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            };
        }

        private static IncidentLookup ours(int port) {
            CachingDnsResolver resolver = CachingDnsResolver.builder()
                    .meterRegistry(new SimpleMeterRegistry())
                    .nameServers(NameServer.of("127.0.0.1", port))
                    .policy(AnswerPolicy.builder()
                            .allow(IncidentServers.HOST, IncidentServers.PRIVATE + "0.0/16")
                            .build())
                    .freshness(Freshness.defaults().ttl(Duration.ofSeconds(1), Duration.ofSeconds(60)))
                    .build();
            return resolver::resolve;
        }

        private static IncidentLookup netty(InetSocketAddress server) {
            EventLoop loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
            DnsNameResolver resolver = new DnsNameResolverBuilder(loop)
                    .datagramChannelType(NioDatagramChannel.class)
                    .socketChannelType(NioSocketChannel.class)
                    .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server))
                    .resolveCache(new DefaultDnsCache(0, 60, 0))
                    .consolidateCacheSize(1_024)
                    .queryTimeoutMillis(PATIENCE.toMillis())
                    .resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY)
                    .build();
            return host -> resolver.resolveAll(host).get();
        }

        private static IncidentLookup dnsjava(InetSocketAddress server) {
            SimpleResolver resolver = new SimpleResolver(server);
            resolver.setTimeout(PATIENCE);
            LookupSession session = LookupSession.builder()
                    .resolver(resolver)
                    .cache(new Cache(DClass.IN))
                    .build();
            return host ->
                    session
                            .lookupAsync(Name.fromString(host + "."), Type.A)
                            .toCompletableFuture()
                            .get()
                            .getRecords()
                            .stream()
                            .map(answer -> ((ARecord) answer).getAddress())
                            .toList();
        }
    }
}
