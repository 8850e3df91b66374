package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * This task's part of the account's requests and tokens a minute. As the service does it: input plus the most that may be
 * written is taken before the call, and settled with what the answer cost. A budget fills evenly and holds one minute.
 */
final class Quota {

    /** How many permits of a minute a second gives back. */
    private static final double SECONDS = 60;

    private final Clock clock;
    private final QuotaLimits limits;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private double requests;
    private double tokens;
    private long filledAt;

    Quota(QuotaLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.requests = limits.requestsPerMinute();
        this.tokens = limits.tokensPerMinute();
        this.filledAt = clock.monotonicTime();
    }

    boolean countsTokens() {
        return limits.tokensPerMinute() > 0;
    }

    /** Returns null if the budget does not hold the call. */
    @Nullable
    Reservation reserve(TokenCount most) {
        if (!limits.isLimited()) {
            return Reservation.NONE;
        }
        double cost = countsTokens() ? cost(most) : 0;
        lock.lock();
        try {
            fill();
            boolean enough = (limits.requestsPerMinute() == 0 || requests >= 1) && (!countsTokens() || tokens >= cost);
            if (!enough) {
                return null;
            }
            requests -= 1;
            tokens -= cost;
        } finally {
            lock.unlock();
        }
        return new Reservation(this, cost);
    }

    /** Puts right what was reserved; the budget may fall below nothing. */
    void settle(double reserved, TokenCount used) {
        giveBack(0, reserved - cost(used));
    }

    void giveBack(double requestCount, double tokenCount) {
        lock.lock();
        try {
            fill();
            requests = Math.min(limits.requestsPerMinute(), requests + requestCount);
            tokens = Math.min(limits.tokensPerMinute(), tokens + tokenCount);
        } finally {
            lock.unlock();
        }
    }

    private double cost(TokenCount count) {
        return count.input() + (double) count.output() * limits.burndown();
    }

    private void fill() {
        long now = clock.monotonicTime();
        double seconds = (now - filledAt) / 1e9;
        filledAt = now;
        requests = Math.min(limits.requestsPerMinute(), requests + limits.requestsPerMinute() * seconds / SECONDS);
        tokens = Math.min(limits.tokensPerMinute(), tokens + limits.tokensPerMinute() * seconds / SECONDS);
    }
}
