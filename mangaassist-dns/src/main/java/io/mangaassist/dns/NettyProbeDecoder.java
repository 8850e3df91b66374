package io.mangaassist.dns;

import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsResponse;

/**
 * Tries whether Netty and this room can read a packet, before the packet reaches Netty's DNS client, which would only log
 * that it could not.
 */
final class NettyProbeDecoder extends DatagramDnsResponseDecoder {

    private static final NettyProbeDecoder PROBE = new NettyProbeDecoder();

    private NettyProbeDecoder() {}

    /** Says whether the packet is sound; leaves it as it is. */
    static boolean decodes(DatagramPacket packet) {
        int index = packet.content().readerIndex();
        try {
            DnsResponse response = PROBE.decodeResponse(null, packet);
            try {
                NettyReplies.read(response);
                return true;
            } finally {
                response.release();
            }
        } catch (Exception malformed) {
            return false;
        } finally {
            packet.content().readerIndex(index);
        }
    }
}
