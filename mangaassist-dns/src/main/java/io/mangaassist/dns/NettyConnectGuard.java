package io.mangaassist.dns;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a connection to an address that the policy does not allow for its host, before the first packet. It is the last
 * line: it holds even if every DNS cache in the process is poisoned. Tells the resolver of connections that fail, and, in
 * front of a Redis client, of a node that answers {@code READONLY}: its name has moved to another address.
 */
@Sharable
final class NettyConnectGuard extends ChannelDuplexHandler {

    private static final AttributeKey<InetSocketAddress> REMOTE =
            AttributeKey.valueOf(NettyConnectGuard.class, "remote");
    private static final byte[] READ_ONLY = "-READONLY".getBytes(StandardCharsets.US_ASCII);

    private final CachingDnsResolver resolver;
    private final boolean redis;

    NettyConnectGuard(CachingDnsResolver resolver, boolean redis) {
        this.resolver = resolver;
        this.redis = redis;
    }

    @Override
    public void connect(
            ChannelHandlerContext context, SocketAddress remote, SocketAddress local, ChannelPromise promise)
            throws Exception {
        if (!(remote instanceof InetSocketAddress address) || address.getAddress() == null) {
            super.connect(context, remote, local, promise);
            return;
        }
        String host = address.getHostString();
        if (!resolver.policy().allows(host, address.getAddress())) {
            resolver.guardBlocked();
            promise.setFailure(new ConnectException("The policy allows no connection to " + host + " at "
                    + address.getAddress().getHostAddress()));
            return;
        }
        context.channel().attr(REMOTE).set(address);
        promise.addListener((ChannelFuture done) -> tell(done, host, address));
        super.connect(context, remote, local, promise);
    }

    private void tell(ChannelFuture done, String host, InetSocketAddress address) {
        if (!done.isSuccess() && !done.isCancelled()) {
            resolver.reportConnectFailure(host, address.getAddress());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (redis && message instanceof ByteBuf bytes && startsReadOnly(bytes)) {
            InetSocketAddress remote = context.channel().attr(REMOTE).get();
            if (remote != null) {
                resolver.reportReadOnly(remote.getHostString(), remote.getAddress());
            }
        }
        super.channelRead(context, message);
    }

    /** A reply that is the first of its packet; a pipelined one behind others is left for the next write to tell. */
    private static boolean startsReadOnly(ByteBuf bytes) {
        if (bytes.readableBytes() < READ_ONLY.length) {
            return false;
        }
        for (int i = 0; i < READ_ONLY.length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != READ_ONLY[i]) {
                return false;
            }
        }
        return true;
    }
}
