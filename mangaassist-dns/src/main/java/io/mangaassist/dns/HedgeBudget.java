package io.mangaassist.dns;

/**
 * How many extra packets hedging may cost: a tenth of the queries that were needed anyway, saved up to ten. The VPC
 * resolver drops what exceeds 1,024 packets a second, so hedging must not double the load when everything is slow.
 */
final class HedgeBudget {

    private static final int PER_HEDGE = 10;
    private static final int MOST_SAVED = 10 * PER_HEDGE;

    private int saved = MOST_SAVED;

    /** A query was sent that had to be. */
    synchronized void earn() {
        saved = Math.min(saved + 1, MOST_SAVED);
    }

    /** Says whether a hedge may be sent now. */
    synchronized boolean spend() {
        if (saved < PER_HEDGE) {
            return false;
        }
        saved -= PER_HEDGE;
        return true;
    }
}
