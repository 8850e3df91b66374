package io.mangaassist.pool;

/**
 * Tells a queue that is merely busy from one that stands. Watches the shortest wait within each interval: if even that
 * is above the target, the queue never emptied, so every further wait is wasted time.
 *
 * <p>After the "controlled delay" of network queues (Nichols and Jacobson), with times for model calls instead of
 * packets. Guarded by the pool's lock.
 */
final class ControlledDelay {

    private final long targetNanos;
    private final long intervalNanos;
    private long intervalEnd;
    private long shortest = Long.MAX_VALUE;
    private boolean started;
    private boolean overloaded;

    ControlledDelay(long targetNanos, long intervalNanos) {
        this.targetNanos = targetNanos;
        this.intervalNanos = intervalNanos;
    }

    /** Notes that a waiter was served after {@code waited}. */
    void served(long waited, long now) {
        if (!started) {
            started = true;
            intervalEnd = now + intervalNanos;
        }
        shortest = Math.min(shortest, waited);
        if (now - intervalEnd >= 0) {
            overloaded = shortest > targetNanos;
            shortest = Long.MAX_VALUE;
            intervalEnd = now + intervalNanos;
        }
    }

    /** Notes that nobody waits any more. */
    void emptied() {
        started = false;
        overloaded = false;
        shortest = Long.MAX_VALUE;
    }

    boolean isOverloaded() {
        return overloaded;
    }

    /** Returns how long a waiter may wait in the present state before it is sent on. */
    long patience() {
        return overloaded ? targetNanos : Long.MAX_VALUE;
    }
}
