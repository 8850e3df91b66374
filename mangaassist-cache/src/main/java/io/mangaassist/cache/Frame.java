package io.mangaassist.cache;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How an entry lies in Redis: 20 bytes, then the body. Big-endian.
 *
 * <pre>
 *  0  'M'
 *  1  frame version, 1
 *  2  compression of the body: 0 none, 1 zstd
 *  3  zero
 *  4  length of the body before compression, 4 bytes
 *  8  version of the entry, 8 bytes: grows with time, in microseconds since 1970
 * 16  CRC-32C of bytes 0 to 15 and the body, 4 bytes
 * </pre>
 */
final class Frame {

    static final int HEADER = 20;
    static final int VERSION_AT = 8;
    static final byte MAGIC = 'M';
    static final byte FORMAT = 1;

    /** A longer body is not believed, whatever its header says. */
    static final int MAX_RAW = 16 << 20;

    private static final int CRC_AT = 16;

    private Frame() {}

    /** Puts an already compressed body into a frame. */
    static byte[] wrap(byte[] body, Compression compression, int rawLength, long version) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + body.length);
        frame.put(MAGIC).put(FORMAT).put(compression.id()).put((byte) 0);
        frame.putInt(rawLength).putLong(version);
        frame.putInt(checksum(frame.array(), body, 0, body.length)).put(body);
        return frame.array();
    }

    /** Returns the body as it was before compression; never more than {@code maxRaw} bytes. */
    static byte[] unwrap(byte[] frame, int maxRaw) throws FrameException {
        if (frame.length < HEADER || frame[0] != MAGIC) {
            throw new FrameException(FrameException.Reason.FOREIGN);
        }
        if (frame[1] != FORMAT) {
            throw new FrameException(FrameException.Reason.NEWER);
        }
        ByteBuffer header = ByteBuffer.wrap(frame);
        if (header.getInt(CRC_AT) != checksum(frame, frame, HEADER, frame.length - HEADER)) {
            throw new FrameException(FrameException.Reason.CORRUPT);
        }
        int rawLength = header.getInt(4);
        if (rawLength < 0 || rawLength > maxRaw) {
            throw new FrameException(FrameException.Reason.TOO_LARGE);
        }
        return Compression.of(frame[2]).expand(frame, HEADER, rawLength);
    }

    private static int checksum(byte[] head, byte[] body, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(head, 0, CRC_AT);
        crc.update(body, offset, length);
        return (int) crc.getValue();
    }
}
