package io.mangaassist.dns;

import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * Installs a resolver in the AWS SDK's asynchronous HTTP client. Every name that the client resolves is answered from the
 * resolver without a packet leaving the process, and every connection is checked against the policy before its first
 * packet. Works the same on HTTP/1.1, HTTP/2 and TLS; server name and certificate are still those of the host.
 *
 * <pre>{@code
 * BedrockRuntimeAsyncClient.builder()
 *         .httpClientBuilder(AwsNetty.install(resolver, NettyNioAsyncHttpClient.builder()))
 *         .build();
 * }</pre>
 *
 * <p>Its limits: the SDK's DNS client reads {@code /etc/hosts} before it asks us, and where {@code /etc/resolv.conf} has
 * search domains and {@code ndots} above the dots of a name, it asks for the name with those suffixes first. Behind an
 * HTTP proxy the client connects to the proxy, so that the proxy's name is resolved and judged, not the endpoint's.
 */
public final class AwsNetty {

    private AwsNetty() {}

    /**
     * Installs the resolver, with an event loop group of the SDK's default size.
     *
     * @param resolver must outlive the client; it is not closed by it
     * @param client changed in place
     * @return the client builder
     */
    public static NettyNioAsyncHttpClient.Builder install(
            CachingDnsResolver resolver, NettyNioAsyncHttpClient.Builder client) {
        return install(resolver, client, SdkEventLoopGroup.builder());
    }

    /**
     * Installs the resolver, with an event loop group of the caller's size and threads.
     *
     * @param resolver must outlive the client; it is not closed by it
     * @param client changed in place
     * @param loops its channel factories are replaced; the group is built and closed by the client
     * @return the client builder
     */
    public static NettyNioAsyncHttpClient.Builder install(
            CachingDnsResolver resolver, NettyNioAsyncHttpClient.Builder client, SdkEventLoopGroup.Builder loops) {
        loops.channelFactory(() -> guarded(resolver)).datagramChannelFactory(() -> answering(resolver));
        return client.useNonBlockingDnsResolver(true).eventLoopGroupBuilder(loops);
    }

    private static NioSocketChannel guarded(CachingDnsResolver resolver) {
        NioSocketChannel channel = new NioSocketChannel();
        channel.pipeline().addFirst(new NettyConnectGuard(resolver, false));
        return channel;
    }

    private static NioDatagramChannel answering(CachingDnsResolver resolver) {
        NioDatagramChannel channel = new NioDatagramChannel();
        channel.pipeline().addFirst(new NettyQueryAnswerer(resolver));
        return channel;
    }
}
