package io.mangaassist.pool;

import io.mangaassist.pool.FleetPlan.Model;

/** The account's requests a minute for one model, on paper: fills evenly and holds one second's worth or ten requests. */
final class SimulatedQuota {

    private final double perSecond;
    private final double most;
    private double left;
    private double filledAt;

    SimulatedQuota(Model model) {
        this.perSecond = model.requestsPerMinute() / 60;
        this.most = Math.max(10, perSecond);
        this.left = most;
    }

    boolean take(double now) {
        if (perSecond == 0) {
            return true;
        }
        left = Math.min(most, left + (now - filledAt) * perSecond);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
