package io.mangaassist.pool;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one call has taken of a {@link Quota}; settled once. */
final class Reservation {

    /** Of a rung without a quota. */
    static final Reservation NONE = new Reservation(null, 0);

    private final @Nullable Quota quota;
    private final double tokens;
    private final AtomicBoolean settled = new AtomicBoolean();

    Reservation(@Nullable Quota quota, double tokens) {
        this.quota = quota;
        this.tokens = tokens;
    }

    /** The call was made; without a count the reservation stands. */
    void settle(@Nullable TokenCount used) {
        if (quota != null && settled.compareAndSet(false, true) && used != null) {
            quota.settle(tokens, used);
        }
    }

    /** The call was not made, or not let in. */
    void cancel() {
        if (quota != null && settled.compareAndSet(false, true)) {
            quota.giveBack(1, tokens);
        }
    }
}
