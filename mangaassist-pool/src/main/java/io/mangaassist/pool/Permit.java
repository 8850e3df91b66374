package io.mangaassist.pool;

import io.mangaassist.core.Lane;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** The right to one call at a time, given back once however often {@link #release()} is called. */
final class Permit {

    private static final AtomicIntegerFieldUpdater<Permit> RELEASED =
            AtomicIntegerFieldUpdater.newUpdater(Permit.class, "released");

    private final PermitPool pool;
    private final Lane lane;

    @SuppressWarnings("unused") // written through RELEASED
    private volatile int released;

    Permit(PermitPool pool, Lane lane) {
        this.pool = pool;
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    /** Returns true if this call gave the permit back, false if an earlier one had. */
    boolean release() {
        if (!RELEASED.compareAndSet(this, 0, 1)) {
            return false;
        }
        pool.takeBack(lane);
        return true;
    }
}
