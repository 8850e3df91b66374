package io.mangaassist.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the queries of one datagram socket or one connection by the script. */
final class DnsHandler extends SimpleChannelInboundHandler<DnsQuery> {
    private static final Logger LOG = LoggerFactory.getLogger(DnsSimulator.class);

    /** The asker may be gone. */
    private static final GenericFutureListener<Future<? super Object>> NOBODY_WAITS = done -> {};

    private final DnsZone zone;
    private final DnsTransport transport;
    private final DnsAnswerer answerer;

    DnsHandler(DnsZone zone, DnsTransport transport) {
        this.zone = zone;
        this.transport = transport;
        this.answerer = new DnsAnswerer(zone);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DnsQuery query) {
        DnsRecord first = query.count(DnsSection.QUESTION) == 0 ? null : query.recordAt(DnsSection.QUESTION);
        if (!(first instanceof DnsQuestion question)) {
            return;
        }
        zone.count(question.name(), question.type().name(), transport);
        DnsReply reply = zone.name(question.name()).pick();
        if (reply.kind() == DnsReply.Kind.DROP) {
            return;
        }
        byte[] packet = answerer.packet(query, question, reply, transport);
        Runnable send = sending(context, query, packet);
        if (reply.delay().isZero()) {
            send.run();
        } else {
            context.executor()
                    .schedule(send, reply.delay().toNanos(), TimeUnit.NANOSECONDS)
                    .addListener(NOBODY_WAITS);
        }
    }

    private static Runnable sending(ChannelHandlerContext context, DnsQuery query, byte[] packet) {
        if (query instanceof DatagramDnsQuery datagram) {
            DatagramPacket reply =
                    new DatagramPacket(Unpooled.wrappedBuffer(packet), /* recipient= */ datagram.sender());
            return () -> context.writeAndFlush(reply).addListener(NOBODY_WAITS);
        }
        ByteBuf framed =
                Unpooled.buffer(packet.length + 2).writeShort(packet.length).writeBytes(packet);
        return () -> context.writeAndFlush(framed).addListener(NOBODY_WAITS);
    }

    /** Bytes that are no query, or a script that threw: nobody gets an answer, and the next query is served. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A query was not answered: {}", cause.getClass().getName());
        if (transport == DnsTransport.TCP) {
            context.close().addListener(NOBODY_WAITS);
        }
    }
}
