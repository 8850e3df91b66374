package io.mangaassist.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a pool at one moment, and who answered since it was built.
 *
 * @param rungs the ladder from its top
 * @param degraded requests that got the degraded answer
 * @param failed requests that got none
 */
public record PoolSnapshot(List<Rung> rungs, long degraded, long failed) {

    /** Copies the list. */
    public PoolSnapshot {
        rungs = List.copyOf(rungs);
    }

    /**
     * Returns the share of each rung, then of {@link Route#DEGRADED} and {@link Route#NOBODY}, in all decided requests.
     *
     * @return shares within 0..1 in that order; all zero before the first request
     */
    public Map<String, Double> shares() {
        long all = degraded + failed + rungs.stream().mapToLong(Rung::answered).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        rungs.forEach(rung -> shares.put(rung.name(), share(rung.answered(), all)));
        shares.put(Route.DEGRADED, share(degraded, all));
        shares.put(Route.NOBODY, share(failed, all));
        return shares;
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }

    /**
     * One rung.
     *
     * @param name its name
     * @param limit permits, as lowered by throttling
     * @param active permits in use
     * @param waiting requests in its queue
     * @param answered requests that it answered
     */
    public record Rung(String name, int limit, int active, int waiting, long answered) {}
}
