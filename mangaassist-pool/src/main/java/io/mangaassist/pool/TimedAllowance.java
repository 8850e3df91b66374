package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.locks.ReentrantLock;

/** Fills evenly and holds one minute. */
final class TimedAllowance implements Allowance {

    private static final double NANOS_OF_MINUTE = 60e9;

    private final double perMinute;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private double left;
    private long filledAt;

    TimedAllowance(double perMinute, double left, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.left = left;
        this.filledAt = clock.monotonicTime();
    }

    static TimedAllowance full(double perMinute, Clock clock) {
        return new TimedAllowance(perMinute, perMinute, clock);
    }

    @Override
    public boolean take(double amount) {
        lock.lock();
        try {
            fill(0);
            boolean enough = left >= amount;
            if (enough) {
                left -= amount;
            }
            return enough;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void add(double amount) {
        lock.lock();
        try {
            fill(amount);
        } finally {
            lock.unlock();
        }
    }

    private void fill(double amount) {
        long now = clock.monotonicTime();
        left = Math.min(perMinute, left + amount + perMinute * (now - filledAt) / NANOS_OF_MINUTE);
        filledAt = now;
    }
}
