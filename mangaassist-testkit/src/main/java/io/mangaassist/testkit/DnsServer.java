package io.mangaassist.testkit;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The two listeners of a DNS simulator on one port, served by one daemon thread. */
final class DnsServer implements AutoCloseable {
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 10;
    private static final int MAX_QUERY_BYTES = 65_535;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("dns-simulator", true), NioIoHandler.newFactory());
    private final DnsZone zone;
    private final int port;

    DnsServer(String address, int port, DnsZone zone) {
        this.zone = zone;
        boolean listening = false;
        try {
            this.port = port == 0 ? listenSomewhere(address) : listen(address, port);
            listening = true;
        } finally {
            if (!listening) {
                close();
            }
        }
    }

    int port() {
        return port;
    }

    /** A port that is free for datagrams may be taken for connections: try another then. */
    private int listenSomewhere(String address) {
        for (int attempt = 1; ; attempt++) {
            try {
                return listen(address, 0);
            } catch (PortTakenException e) {
                if (attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    private int listen(String address, int wanted) {
        Channel udp = bound(udp(), new InetSocketAddress(address, wanted));
        InetSocketAddress both = (InetSocketAddress) udp.localAddress();
        boolean done = false;
        try {
            Channel tcp = bound(tcp(), both);
            done = tcp.isActive();
        } finally {
            if (!done) {
                udp.close().syncUninterruptibly();
            }
        }
        return both.getPort();
    }

    private static Channel bound(AbstractBootstrap<?, ?> bootstrap, InetSocketAddress where) {
        ChannelFuture bind = bootstrap.bind(where).awaitUninterruptibly();
        Throwable failure = bind.cause();
        if (failure != null) {
            throw Ports.taken(where.getHostString(), where.getPort(), failure);
        }
        return bind.channel();
    }

    private Bootstrap udp() {
        return new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_QUERY_BYTES))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new DatagramDnsQueryDecoder(), new DnsHandler(zone, DnsTransport.UDP));
                    }
                });
    }

    private ServerBootstrap tcp() {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new TcpDnsQueryDecoder(), new DnsHandler(zone, DnsTransport.TCP));
                    }
                });
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
