package io.mangaassist.examples;

import java.util.Collection;
import java.util.function.Function;

/** Closes several things, all of them even when one fails. */
final class Closing {

    private Closing() {}

    static <T> void all(Collection<T> things, Function<T, ? extends AutoCloseable> closeable) {
        RuntimeException failure = null;
        for (T thing : things) {
            try {
                closeable.apply(thing).close();
            } catch (Exception broken) {
                failure = failure == null ? new IllegalStateException("closing failed", broken) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
