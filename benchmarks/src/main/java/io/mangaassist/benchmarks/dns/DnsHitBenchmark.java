package io.mangaassist.benchmarks.dns;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.mangaassist.dns.AnswerPolicy;
import io.mangaassist.dns.CachingDnsResolver;
import io.mangaassist.dns.NameServer;
import io.mangaassist.testkit.DnsReply;
import io.mangaassist.testkit.DnsSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A lookup of a host that is known: ours with its counters on a registry, the JDK's cache, Netty's cache and a plain
 * Caffeine cache with refresh. Each knows one address; {@code oursOfThree} knows three, which take turns. What each returns
 * is what its callers get, but Netty's is the bare cache, which its resolver reads from an event loop.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Dsun.net.inetaddr.ttl=-1")
public class DnsHitBenchmark {

    private static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    /** Spares Netty's cache the copy that it makes of a name without the dot. */
    private static final String ABSOLUTE = HOST + ".";

    private static final String OF_THREE = "bedrock-runtime.us-east-1.amazonaws.com";

    /** The JDK's cache, which forgets nothing here, is measured with a name that needs no network. */
    private static final String LOCAL = "localhost";

    private DnsSimulator server;
    private CachingDnsResolver ours;
    private DefaultDnsCache netty;
    private EventLoop loop;
    private LoadingCache<String, List<InetAddress>> caffeine;

    @Setup
    public void start() throws UnknownHostException {
        server = DnsSimulator.start();
        server.on(HOST).answers(DnsReply.addresses("127.0.0.1").ttl(60));
        server.on(OF_THREE)
                .answers(DnsReply.addresses("127.0.0.1", "127.0.0.2", "127.0.0.3")
                        .ttl(60));
        ours = CachingDnsResolver.builder()
                .meterRegistry(new SimpleMeterRegistry())
                .policy(AnswerPolicy.builder()
                        .allow(HOST, "127.0.0.0/8")
                        .allow(OF_THREE, "127.0.0.0/8")
                        .build())
                .nameServers(NameServer.of("127.0.0.1", server.address().getPort()))
                .build();
        if (!ours.warmUp(List.of(HOST, OF_THREE), Duration.ofSeconds(10)).join().isEmpty()) {
            throw new IllegalStateException("the name server does not answer");
        }
        InetAddress address = InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
        loop = new DefaultEventLoop();
        netty = new DefaultDnsCache();
        netty.cache(ABSOLUTE, null, address, 3_600, loop);
        caffeine =
                Caffeine.newBuilder().refreshAfterWrite(Duration.ofSeconds(48)).build(host -> List.of(address));
        var unused = caffeine.get(HOST);
    }

    @TearDown
    public void stop() {
        ours.close();
        server.close();
        netty.clear();
        loop.shutdownGracefully().syncUninterruptibly();
    }

    @Benchmark
    public List<InetAddress> ours() {
        return ours.resolve(HOST);
    }

    @Benchmark
    public List<InetAddress> oursOfThree() {
        return ours.resolve(OF_THREE);
    }

    @Benchmark
    public InetAddress[] jdk() throws UnknownHostException {
        return InetAddress.getAllByName(LOCAL);
    }

    @Benchmark
    public List<? extends DnsCacheEntry> nettyCache() {
        return netty.get(ABSOLUTE, null);
    }

    @Benchmark
    public List<InetAddress> caffeineWithRefresh() {
        return caffeine.get(HOST);
    }
}
