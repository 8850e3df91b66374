package io.mangaassist.cache;

/** Asks a codec, which is foreign code, what a value weighs. */
final class Weights {

    /** The codec failed. */
    static final int UNKNOWN = -1;

    private Weights() {}

    static <V> int of(CacheCodec<V> codec, V value) {
        try {
            return Math.max(0, codec.weigh(value));
        } catch (StackOverflowError cyclicValue) {
            return UNKNOWN;
        } catch (VirtualMachineError error) {
            throw error;
        } catch (Throwable codecFailure) {
            return UNKNOWN;
        }
    }
}
