package io.mangaassist.dns;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hangs something on a future whose further course is nobody's business. */
final class Later {

    private Later() {}

    static <T> void then(
            CompletableFuture<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
        CompletableFuture<T> unused = future.whenComplete(action);
    }
}
