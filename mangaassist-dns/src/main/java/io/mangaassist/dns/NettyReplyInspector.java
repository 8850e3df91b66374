package io.mangaassist.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stands before Netty's DNS client on a datagram channel, and drops and counts what does not answer the question that
 * went out: a foreign sender, another id, another question, a packet that cannot be decoded. One channel carries one
 * question.
 */
final class NettyReplyInspector extends ChannelDuplexHandler {

    private static final int HEADER = 12;
    private static final int RESPONSE_BIT = 0x8000;

    private final DnsMeters meters;
    private @Nullable Sent sent;

    NettyReplyInspector(DnsMeters meters) {
        this.meters = meters;
    }

    /** What went out: to whom, under which id, and the bytes of the question in lower case. */
    private record Sent(InetSocketAddress server, int id, String question) {}

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof DatagramPacket packet) {
            ByteBuf bytes = packet.content();
            String question = question(bytes);
            if (question != null) {
                sent = new Sent(packet.recipient(), id(bytes), question);
            }
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof DatagramPacket packet) {
            RejectReason reason = inspect(packet);
            if (reason != null) {
                packet.release();
                meters.rejected(reason, 1);
                return;
            }
        }
        super.channelRead(context, message);
    }

    private @Nullable RejectReason inspect(DatagramPacket packet) {
        Sent asked = sent;
        ByteBuf bytes = packet.content();
        if (asked == null || !asked.server().equals(packet.sender())) {
            return RejectReason.WRONG_SENDER;
        }
        if (bytes.readableBytes() < HEADER || (bytes.getUnsignedShort(bytes.readerIndex() + 2) & RESPONSE_BIT) == 0) {
            return RejectReason.MALFORMED_PACKET;
        }
        if (id(bytes) != asked.id()) {
            return RejectReason.WRONG_ID;
        }
        String question = question(bytes);
        if (question == null || !NettyProbeDecoder.decodes(packet)) {
            return RejectReason.MALFORMED_PACKET;
        }
        return question.equals(asked.question()) ? null : RejectReason.WRONG_QUESTION;
    }

    private static int id(ByteBuf bytes) {
        return bytes.getUnsignedShort(bytes.readerIndex());
    }

    /** Returns the one question in hexadecimal lower case letters, or null if there is not exactly one whole one. */
    static @Nullable String question(ByteBuf bytes) {
        int start = bytes.readerIndex() + HEADER;
        int end = bytes.writerIndex();
        if (bytes.readableBytes() < HEADER || bytes.getUnsignedShort(bytes.readerIndex() + 4) != 1) {
            return null;
        }
        int at = start;
        while (at < end && bytes.getByte(at) != 0) {
            int length = bytes.getUnsignedByte(at);
            if (length > 63) {
                return null;
            }
            at += length + 1;
        }
        at += 5;
        return at > end ? null : fold(bytes, start, at);
    }

    private static String fold(ByteBuf bytes, int start, int end) {
        return new String(ByteBufUtil.getBytes(bytes, start, end - start), java.nio.charset.StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
    }
}
