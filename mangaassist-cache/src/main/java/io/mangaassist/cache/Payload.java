package io.mangaassist.cache;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a key: a value to store, or (with no codec) its removal.
 *
 * @param value the value, null for a removal
 * @param codec how to encode it, null for a removal
 * @param weight estimated bytes on the heap
 * @param offeredAt monotonic nanoseconds
 * @param removalOwed this value replaced a queued removal, which comes back if the value cannot be sent
 */
record Payload(@Nullable Object value, @Nullable CacheCodec<?> codec, int weight, long offeredAt, boolean removalOwed) {

    private static final int REMOVAL_WEIGHT = 64;
    private static final int NO_WEIGHT = -1;

    /** Stands where a content was until the writer took it. */
    static final Payload TAKEN = new Payload(null, null, NO_WEIGHT, 0, false);

    static <V> Payload store(V value, CacheCodec<V> codec, int weight, long now) {
        return new Payload(CapturedValue.of(value), codec, weight, now, false);
    }

    static Payload removal(long now) {
        return new Payload(null, null, REMOVAL_WEIGHT, now, false);
    }

    /** What has been encoded already and is to be sent once more, as it is. */
    static Payload encoded(RedisRequest request, long offeredAt) {
        return new Payload(request, EncodedCodec.INSTANCE, request.frame().length, offeredAt, false);
    }

    @Nullable
    RedisRequest encodedRequest() {
        return value instanceof RedisRequest request && codec == EncodedCodec.INSTANCE ? request : null;
    }

    boolean isRemoval() {
        return codec == null;
    }

    /** Tells whether a removal would be lost if this was. */
    boolean owesRemoval() {
        return isRemoval() || removalOwed;
    }

    boolean isTaken() {
        return weight == NO_WEIGHT;
    }

    Payload owingRemoval() {
        return new Payload(value, codec, weight, offeredAt, true);
    }

    /** Encodes by the codec with which the value came. */
    @SuppressWarnings("unchecked") // store() lets only the codec of the value in
    byte[] encode() {
        if (codec == null || value == null) {
            throw new IllegalStateException("A removal has no bytes");
        }
        return CapturedValue.encode((CacheCodec<Object>) codec, value);
    }
}

/** Stands where a codec would: the bytes are there. */
enum EncodedCodec implements CacheCodec<RedisRequest> {
    INSTANCE;

    @Override
    public byte[] encode(RedisRequest value) {
        return value.frame();
    }

    @Override
    public RedisRequest decode(byte[] bytes) {
        throw new UnsupportedOperationException("only for writing");
    }

    @Override
    public int weigh(RedisRequest value) {
        return value.frame().length;
    }
}
