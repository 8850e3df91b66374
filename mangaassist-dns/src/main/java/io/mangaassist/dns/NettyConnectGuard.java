package io.mangaassist.dns;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Refuses a connection to an address that the policy does not allow for its host, before the first packet. It is the last
 * line: it holds even if every DNS cache in the process is poisoned. Tells the resolver of connections that fail.
 */
@Sharable
final class NettyConnectGuard extends ChannelOutboundHandlerAdapter {

    private final CachingDnsResolver resolver;

    NettyConnectGuard(CachingDnsResolver resolver) {
        this.resolver = resolver;
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
        promise.addListener((ChannelFuture done) -> tell(done, host, address));
        super.connect(context, remote, local, promise);
    }

    private void tell(ChannelFuture done, String host, InetSocketAddress address) {
        if (!done.isSuccess() && !done.isCancelled()) {
            resolver.reportConnectFailure(host, address.getAddress());
        }
    }
}
