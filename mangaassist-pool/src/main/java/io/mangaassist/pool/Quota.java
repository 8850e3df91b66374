package io.mangaassist.pool;

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

    static Quota of(QuotaLimits limits, String modelId, Timers timers) {
        return new Quota(
                limits,
                allowance(limits.requestsPerMinute(), modelId + ":requests", limits.fleet(), timers),
                allowance(limits.tokensPerMinute(), modelId + ":tokens", limits.fleet(), timers));
    }

    private static Allowance allowance(double perMinute, String name, @Nullable FleetShare fleet, Timers timers) {
        if (perMinute == 0) {
            return Allowance.UNLIMITED;
        }
        return fleet == null
                ? TimedAllowance.full(perMinute, timers.clock())
                : new LeasedAllowance(name, perMinute, fleet, timers);
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
