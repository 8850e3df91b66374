package io.mangaassist.cache;

import java.nio.charset.StandardCharsets;

/**
 * How a value becomes bytes and back. {@link #encode} runs on the writer's thread, {@link #weigh} on the caller's,
 * {@link #decode} on a thread of the connection: none may block. What {@code encode} throws is a counted drop, what
 * {@code decode} throws a counted miss.
 *
 * @param <V> the type of the values: immutable, or handed over and not changed afterwards
 */
public interface CacheCodec<V> {

    /** Bytes as they are; the array is handed over and must not be changed afterwards. */
    CacheCodec<byte[]> BYTES = new BytesCodec();

    /** Text as UTF-8. */
    CacheCodec<String> TEXT = new TextCodec();

    /**
     * Turns a value into bytes.
     *
     * @param value the value
     * @return its bytes; not changed afterwards
     */
    byte[] encode(V value);

    /**
     * Turns bytes into a value.
     *
     * @param bytes what {@link #encode} returned, maybe in another process or release
     * @return the value
     */
    V decode(byte[] bytes);

    /**
     * Estimates how many bytes a value takes on the heap; quick, since it runs on the request's thread. The byte
     * bounds of the queue and of the near cache are held by it.
     *
     * @param value the value
     * @return its weight, &gt;= 0
     */
    int weigh(V value);
}

/** {@link CacheCodec#BYTES}. */
final class BytesCodec implements CacheCodec<byte[]> {

    @Override
    public byte[] encode(byte[] value) {
        return value;
    }

    @Override
    public byte[] decode(byte[] bytes) {
        return bytes;
    }

    @Override
    public int weigh(byte[] value) {
        return value.length;
    }
}

/** {@link CacheCodec#TEXT}. */
final class TextCodec implements CacheCodec<String> {

    @Override
    public byte[] encode(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Two bytes a character: right for Japanese, too much for Latin text, which is the safe side. */
    @Override
    public int weigh(String value) {
        return value.length() <= Integer.MAX_VALUE / Character.BYTES
                ? value.length() * Character.BYTES
                : Integer.MAX_VALUE;
    }
}
