package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The account's requests and tokens a minute, as far as they are this task's. As the service does it: input plus the most
 * that may be written is taken before the call, and settled with what the answer cost.
 */
final class Quota {

    private final QuotaLimits limits;
    private final Allowance requests;
    private final Allowance tokens;

    private Quota(QuotaLimits limits, Allowance requests, Allowance tokens) {
        this.limits = limits;
        this.requests = requests;
        this.tokens = tokens;
    }

    static Quota of(QuotaLimits limits, String modelId, Timers timers, Clock clock) {
        return new Quota(
                limits,
                allowance(limits, limits.requestsPerMinute(), modelId + ":requests", timers, clock),
                allowance(limits, limits.tokensPerMinute(), modelId + ":tokens", timers, clock));
    }

    private static Allowance allowance(QuotaLimits limits, double perMinute, String name, Timers timers, Clock clock) {
        if (perMinute == 0) {
            return Allowance.UNLIMITED;
        }
        FleetShare fleet = limits.fleet();
        return fleet == null
                ? TimedAllowance.full(perMinute, clock)
                : new LeasedAllowance(name, perMinute, fleet, timers, clock);
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
        if (!requests.take(1)) {
            return null;
        }
        if (!tokens.take(cost)) {
            requests.add(1);
            return null;
        }
        return new Reservation(this, cost);
    }

    /** Puts right what was reserved; the budget may fall below nothing. */
    void settle(double reserved, TokenCount used) {
        tokens.add(reserved - cost(used));
    }

    void giveBack(double requestCount, double tokenCount) {
        requests.add(requestCount);
        tokens.add(tokenCount);
    }

    private double cost(TokenCount count) {
        return count.input() + (double) count.output() * limits.burndown();
    }
}
