package io.mangaassist.cache;

import io.mangaassist.core.CapturedContext;

/**
 * A value on its way to the writer's thread, together with the context (trace, request) of the thread that offered it, so
 * that its codec runs under that. A thread without a context hands the bare value over.
 */
final class CapturedValue {

    private final Object value;
    private final CapturedContext context;

    private CapturedValue(Object value, CapturedContext context) {
        this.value = value;
        this.context = context;
    }

    static Object of(Object value) {
        CapturedContext context = CapturedContext.capture();
        return context.equals(CapturedContext.none()) ? value : new CapturedValue(value, context);
    }

    static byte[] encode(CacheCodec<Object> codec, Object value) {
        return value instanceof CapturedValue captured ? captured.encode(codec) : codec.encode(value);
    }

    private byte[] encode(CacheCodec<Object> codec) {
        byte[][] bytes = new byte[1][];
        context.wrap(() -> bytes[0] = codec.encode(value)).run();
        return bytes[0];
    }
}
