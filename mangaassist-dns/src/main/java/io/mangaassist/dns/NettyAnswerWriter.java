package io.mangaassist.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answer to a query whose question is known to be sound. */
final class NettyAnswerWriter {

    private static final int HEADER = 12;
    private static final int RESPONSE_RECURSION_DONE = 0x8180;
    private static final int SERVFAIL = 2;
    private static final int POINTER_TO_QUESTION = 0xC000 | HEADER;
    private static final int CLASS_IN = 1;

    /** Enough for any set of addresses that a client would ever try, and far below the size of one packet. */
    private static final int MAX_ANSWERS = 24;

    private NettyAnswerWriter() {}

    /**
     * Writes an answer with the addresses of the family that was asked for, which may be none, or a server failure.
     *
     * @param query read from its reader index on, which stays where it is
     * @param addresses null for a server failure
     */
    static ByteBuf write(ByteBufAllocator allocator, ByteBuf query, @Nullable List<InetAddress> addresses) {
        int start = query.readerIndex();
        int end = endOfName(query, start + HEADER);
        int type = query.getUnsignedShort(end);
        List<InetAddress> wanted = addresses == null
                ? List.of()
                : addresses.stream()
                        .filter(address -> recordType(address) == type)
                        .limit(MAX_ANSWERS)
                        .toList();
        ByteBuf reply = allocator.buffer(512);
        reply.writeShort(query.getUnsignedShort(start));
        reply.writeShort(RESPONSE_RECURSION_DONE | (addresses == null ? SERVFAIL : 0));
        reply.writeShort(1).writeShort(wanted.size()).writeShort(0).writeShort(0);
        reply.writeBytes(query, start + HEADER, end + 4 - start - HEADER);
        for (InetAddress address : wanted) {
            byte[] bytes = address.getAddress();
            reply.writeShort(POINTER_TO_QUESTION).writeShort(type).writeShort(CLASS_IN);
            reply.writeInt(0).writeShort(bytes.length).writeBytes(bytes);
        }
        return reply;
    }

    private static int endOfName(ByteBuf query, int from) {
        int at = from;
        while (query.getByte(at) != 0) {
            at += query.getUnsignedByte(at) + 1;
        }
        return at + 1;
    }

    private static int recordType(InetAddress address) {
        return address.getAddress().length == Family.IPV4.length()
                ? Family.IPV4.recordType()
                : Family.IPV6.recordType();
    }
}
