package io.mangaassist.pool;

import io.mangaassist.core.Lane;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request in a {@link PermitPool}'s queue. Leaves it exactly once: granted, refused or withdrawn. The two callbacks
 * run on the pool's executor, never under its lock.
 */
abstract class PermitWaiter {

    final Lane lane;
    private final AtomicBoolean decided = new AtomicBoolean();

    /** Neighbours in the queue; guarded by the pool's lock. */
    @Nullable
    PermitWaiter previous;

    @Nullable
    PermitWaiter next;

    boolean queued;
    long since;

    PermitWaiter(Lane lane) {
        this.lane = lane;
    }

    /** The permit is the waiter's: it must release it. */
    abstract void granted(Permit permit);

    abstract void refused(RouteReason reason);

    /** Returns true for the one caller that may decide what becomes of the waiter. */
    final boolean decide() {
        return decided.compareAndSet(false, true);
    }

    final boolean isDecided() {
        return decided.get();
    }
}
