package io.mangaassist.dns;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sits on the datagram channel of somebody else's DNS client and answers its queries from the resolver, in the name of
 * the server that was asked. No packet leaves. Answers have a time-to-live of zero, so that the client caches nothing.
 */
final class NettyQueryAnswerer extends ChannelDuplexHandler {

    private static final int HEADER = 12;

    private final CachingDnsResolver resolver;

    NettyQueryAnswerer(CachingDnsResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof DatagramPacket query) || NettyReplyInspector.question(query.content()) == null) {
            super.write(context, message, promise);
            return;
        }
        promise.setSuccess();
        String name =
                DefaultDnsRecordDecoder.decodeName(query.content().duplicate().skipBytes(HEADER));
        Later.then(resolver.resolveAsync(name), (addresses, failure) -> {
            // The client files its query only after this write has returned.
            context.channel().eventLoop().execute(() -> answer(context, query, addresses));
        });
    }

    private static void answer(
            ChannelHandlerContext context, DatagramPacket query, @Nullable List<InetAddress> addresses) {
        try {
            if (context.channel().isActive() || context.channel().isRegistered()) {
                ByteBuf reply = NettyAnswerWriter.write(context.alloc(), query.content(), addresses);
                InetSocketAddress asked = query.recipient();
                InetSocketAddress asker = (InetSocketAddress) context.channel().localAddress();
                context.fireChannelRead(new DatagramPacket(reply, asker, asked));
                context.fireChannelReadComplete();
            }
        } finally {
            query.release();
        }
    }
}
