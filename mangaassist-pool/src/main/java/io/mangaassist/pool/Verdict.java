package io.mangaassist.pool;

import io.mangaassist.core.Outcome;

/**
 * What a failed call means.
 *
 * @param outcome how it is counted
 * @param reason why the request leaves the rung
 * @param divertible whether another rung may do better
 * @param blamed whether it is a failure of the model, which the breaker counts
 */
record Verdict(Outcome outcome, RouteReason reason, boolean divertible, boolean blamed) {

    static final Verdict THROTTLED = new Verdict(Outcome.THROTTLED, RouteReason.THROTTLED, true, false);
    static final Verdict SLOW = new Verdict(Outcome.TIMEOUT, RouteReason.SLOW, true, true);
    static final Verdict BROKEN = new Verdict(Outcome.ERROR, RouteReason.ERROR, true, true);
    /** The request itself is at fault: no model would take it. */
    static final Verdict REFUSED = new Verdict(Outcome.ERROR, RouteReason.ERROR, false, false);
    /** The caller gave up, or its consumer threw. */
    static final Verdict CALLER = new Verdict(Outcome.CANCELLED, RouteReason.ERROR, false, false);
}
