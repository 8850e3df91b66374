package io.mangaassist.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One query and the bytes that came back, read without any DNS library. */
record RawDns(ByteBuffer packet, int answerOffset) {
    static RawDns udp(InetSocketAddress server, String host) {
        byte[] query = query(host);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(2_000);
            socket.send(new DatagramPacket(query, query.length, server));
            DatagramPacket reply = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(reply);
            return new RawDns(ByteBuffer.wrap(reply.getData(), 0, reply.getLength()), query.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] query(String host) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        bytes.writeBytes(DnsWire.name(host));
        bytes.writeBytes(new byte[] {0, 1, 0, 1});
        return bytes.toByteArray();
    }

    private int afterName() {
        int at = answerOffset;
        while (packet.get(at) != 0) {
            if ((packet.get(at) & 0xC0) == 0xC0) {
                return at + 2;
            }
            at += packet.get(at) + 1;
        }
        return at + 1;
    }

    long ttlOfFirstAnswer() {
        return packet.getInt(afterName() + 4) & 0xFFFF_FFFFL;
    }

    String firstAddress() {
        int at = afterName() + 10;
        return (packet.get(at) & 255) + "." + (packet.get(at + 1) & 255) + "." + (packet.get(at + 2) & 255) + "."
                + (packet.get(at + 3) & 255);
    }
}
