package io.mangaassist.dns;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Carries questions over UDP, and over TCP when an answer is truncated, by Netty's DNS client with all of its caches
 * switched off. Each question has a socket, a random port and a random id of its own. One event loop thread.
 */
final class NettyDnsTransport implements DnsTransport, AutoCloseable {

    /** What one UDP answer may hold (EDNS); fits into one Ethernet frame, so answers are not fragmented. */
    private static final int MAX_UDP_BYTES = 1232;

    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_MILLIS = 1_000;

    private final EventLoopGroup loop;
    private final DnsMeters meters;
    private final Map<InetSocketAddress, DnsNameResolver> clients = new HashMap<>();

    NettyDnsTransport(List<NameServer> servers, ThreadFactory threads, DnsMeters meters) {
        this.loop = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        this.meters = meters;
        servers.forEach(server -> clients.put(server.address(), build(server)));
    }

    @Override
    public CompletableFuture<DnsReply> query(NameServer server, String name, Family family) {
        CompletableFuture<DnsReply> result = new CompletableFuture<>();
        try {
            DefaultDnsQuestion question =
                    new DefaultDnsQuestion(name + ".", DnsRecordType.valueOf(family.recordType()));
            Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> sent =
                    client(server).query(server.address(), question, List.of());
            sent.addListener((Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done) -> finish(done, result));
        } catch (RuntimeException refused) {
            result.completeExceptionally(new TransportFailure(Verdict.UNREACHABLE));
        }
        return result;
    }

    private DnsNameResolver client(NameServer server) {
        return Objects.requireNonNull(clients.get(server.address()), "a server that was not configured");
    }

    private DnsNameResolver build(NameServer server) {
        return new DnsNameResolverBuilder(loop.next())
                .datagramChannelFactory(() -> inspected(new NioDatagramChannel()))
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server.address()))
                .queryTimeoutMillis(server.timeout().toMillis())
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .hostsFileEntriesResolver((name, types) -> null)
                .searchDomains(List.of())
                .maxPayloadSize(MAX_UDP_BYTES)
                .recursionDesired(true)
                .build();
    }

    private NioDatagramChannel inspected(NioDatagramChannel channel) {
        channel.pipeline().addFirst(new NettyReplyInspector(meters));
        return channel;
    }

    private static void finish(
            Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> done, CompletableFuture<DnsReply> result) {
        if (!done.isSuccess()) {
            boolean late = done.cause() instanceof DnsNameResolverTimeoutException;
            result.completeExceptionally(new TransportFailure(late ? Verdict.TIMEOUT : Verdict.UNREACHABLE));
            return;
        }
        AddressedEnvelope<DnsResponse, InetSocketAddress> envelope = done.getNow();
        DnsReply reply;
        try {
            reply = NettyReplies.read(envelope.content());
        } catch (RuntimeException malformed) {
            result.completeExceptionally(new TransportFailure(Verdict.MALFORMED));
            return;
        } finally {
            envelope.release();
        }
        result.complete(reply);
    }

    @Override
    public void close() {
        clients.values().forEach(DnsNameResolver::close);
        Future<?> unused = loop.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
