package io.mangaassist.pool;

import java.util.concurrent.locks.ReentrantLock;

/** How many permits a rung should have: the operator's number, grown by the event that is on. */
final class PermitTarget {

    private final EffectiveLimit limit;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private int base;
    private double factor = 1;

    PermitTarget(EffectiveLimit limit, int base) {
        this.limit = limit;
        this.base = base;
    }

    void base(int permits) {
        lock.lock();
        try {
            base = permits;
            apply();
        } finally {
            lock.unlock();
        }
    }

    void factor(double newFactor) {
        lock.lock();
        try {
            if (newFactor != factor) {
                factor = newFactor;
                apply();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Our own code all the way down: safe under the lock, which keeps two changes in order. */
    private void apply() {
        limit.configure((int) Math.round(base * factor));
    }
}
