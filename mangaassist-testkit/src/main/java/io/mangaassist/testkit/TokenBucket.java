package io.mangaassist.testkit;

/** A quota per second with a burst, as a bucket that starts full; a limit of 0 means none. */
final class TokenBucket {
    private final double perNano;
    private final double capacity;
    // guarded by this
    private double level;
    private long lastNanos;
    private boolean used;

    TokenBucket(double perSecond, double capacity) {
        this.perNano = perSecond / 1e9;
        this.capacity = Math.max(1, capacity);
        this.level = this.capacity;
    }

    /** Takes the amount, whole or not at all. */
    synchronized boolean take(double amount, long nowNanos) {
        if (perNano == 0) {
            return true;
        }
        refill(nowNanos);
        if (level < amount) {
            return false;
        }
        level -= amount;
        return true;
    }

    /** Gives back what was reserved and not used; a negative amount takes more, into debt if need be. */
    synchronized void settle(double amount) {
        if (perNano > 0) {
            level = Math.min(capacity, level + amount);
        }
    }

    private void refill(long nowNanos) {
        if (used) {
            level = Math.min(capacity, level + (nowNanos - lastNanos) * perNano);
        }
        used = true;
        lastNanos = nowNanos;
    }
}
