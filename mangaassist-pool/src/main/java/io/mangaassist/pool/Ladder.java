package io.mangaassist.pool;

import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import java.util.List;

/**
 * What all requests of one pool share.
 *
 * @param rungs from the top
 * @param limits of waiting
 * @param timers for deadlines
 * @param meters of the pool
 * @param segments of the caller
 * @param listener of the caller
 * @param hedging how many requests may be asked twice
 * @param clock for durations
 * @param tally of answers that no rung gave
 */
record Ladder(
        List<Rung> rungs,
        WaitLimits limits,
        Timers timers,
        PoolMeters meters,
        Segments segments,
        RouteListener listener,
        HedgeBudget hedging,
        Clock clock,
        Tally tally) {

    PoolSnapshot snapshot() {
        List<PoolSnapshot.Rung> states = rungs.stream().map(Rung::snapshot).toList();
        return new PoolSnapshot(states, tally.degradedSoFar(), tally.failedSoFar());
    }

    Rung rung(int index) {
        return rungs.get(index);
    }
}
