package io.mangaassist.operate;

import java.lang.ref.WeakReference;
import java.util.function.ToDoubleFunction;

/** What a foreign count has grown by since it was last asked; zero once its owner is gone. Used by one thread. */
final class EmfDelta<T> {

    private final WeakReference<T> source;
    private final ToDoubleFunction<T> count;
    private double last;

    EmfDelta(T source, ToDoubleFunction<T> count) {
        this.source = new WeakReference<>(source);
        this.count = count;
    }

    double drain() {
        T living = source.get();
        if (living == null) {
            return 0;
        }
        double now = count.applyAsDouble(living);
        double grown = Math.max(0, now - last);
        last = now;
        return grown;
    }
}
