package io.mangaassist.cache;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One queued entry. Its content may be replaced by a later entry of the same key until the writer takes it; both are
 * one atomic step on one reference, so that each content is either sent or replaced, never both.
 */
final class Slot {

    private final CacheKey key;
    private final AtomicReference<Payload> content;

    Slot(CacheKey key, Payload content) {
        this.key = key;
        this.content = new AtomicReference<>(content);
    }

    CacheKey key() {
        return key;
    }

    /** Returns the content now; {@link Payload#isTaken} tells whether it may still be replaced. */
    Payload peek() {
        return content.get();
    }

    /** Puts {@code next} in place of {@code expected} unless somebody was quicker. */
    boolean replace(Payload expected, Payload next) {
        return content.compareAndSet(expected, next);
    }

    /** Claims the content for good. Only the writer's thread calls it, and only once. */
    Payload take() {
        return content.getAndSet(Payload.TAKEN);
    }
}
