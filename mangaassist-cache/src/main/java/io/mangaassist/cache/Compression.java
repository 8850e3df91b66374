package io.mangaassist.cache;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;

/** How the body of an entry is made smaller, on the writer's thread. */
public enum Compression {

    /** Not at all. */
    NONE(0) {
        @Override
        byte[] shrink(byte[] raw) {
            return raw;
        }

        @Override
        byte[] expand(byte[] frame, int offset, int rawLength) throws FrameException {
            if (frame.length - offset != rawLength) {
                throw new FrameException(FrameException.Reason.CORRUPT);
            }
            return Arrays.copyOfRange(frame, offset, frame.length);
        }
    },

    /**
     * Zstandard, level 3, by the optional library {@code com.github.luben:zstd-jni}. Bodies under 512 bytes, and those
     * that would not become a tenth smaller, stay as they are.
     */
    ZSTD(1) {
        @Override
        byte[] shrink(byte[] raw) {
            return Zstd.compress(raw, ZSTD_LEVEL);
        }

        @Override
        byte[] expand(byte[] frame, int offset, int rawLength) throws FrameException {
            byte[] raw = new byte[rawLength];
            long length = Zstd.decompressByteArray(raw, 0, rawLength, frame, offset, frame.length - offset);
            if (Zstd.isError(length) || length != rawLength) {
                throw new FrameException(FrameException.Reason.CORRUPT);
            }
            return raw;
        }
    };

    private static final int ZSTD_LEVEL = 3;

    private final byte id;

    Compression(int id) {
        this.id = (byte) id;
    }

    byte id() {
        return id;
    }

    abstract byte[] shrink(byte[] raw);

    /** Returns exactly {@code rawLength} bytes. */
    abstract byte[] expand(byte[] frame, int offset, int rawLength) throws FrameException;

    static Compression of(byte id) throws FrameException {
        for (Compression known : values()) {
            if (known.id == id) {
                return known;
            }
        }
        throw new FrameException(FrameException.Reason.NEWER);
    }
}
