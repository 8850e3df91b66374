package io.mangaassist.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is known of one question: its key, its direction, its guard mark. As bytes: the mark, then the vector as 32-bit
 * floats, little-endian, which is how Redis and Valkey search take it.
 */
final class VectorEntry {

    private final CacheKey key;
    private final float[] unit;
    private final long mark;

    VectorEntry(CacheKey key, float[] unit, long mark) {
        this.key = key;
        this.unit = unit;
        this.mark = mark;
    }

    CacheKey key() {
        return key;
    }

    /** Returns the vector, of length 1; not to be changed. */
    float[] unit() {
        return unit;
    }

    long mark() {
        return mark;
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Float.BYTES * unit.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(mark);
        for (float part : unit) {
            bytes.putFloat(part);
        }
        return bytes.array();
    }

    /** Returns the vector alone, as Redis and Valkey search take it. */
    byte[] toFloats() {
        return floats(unit);
    }

    static byte[] floats(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    /** Reads what {@link #toBytes} wrote for a vector of as many dimensions; fails on anything else. */
    static VectorEntry fromBytes(CacheKey key, byte[] bytes, int dimensions) {
        if (bytes.length != Long.BYTES + Float.BYTES * dimensions) {
            throw new IllegalArgumentException(bytes.length + " bytes are no vector of " + dimensions + " dimensions");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long mark = in.getLong();
        float[] raw = new float[dimensions];
        in.asFloatBuffer().get(raw);
        float[] unit = Vectors.normalised(raw, dimensions);
        if (unit == null) {
            throw new IllegalArgumentException("not a direction");
        }
        return new VectorEntry(key, unit, mark);
    }
}
