package io.mangaassist.pool;

/** What a running call tells the router. */
interface LegSignals {

    /**
     * The first content is here and not yet shown. Returns true if this call is the one to show it; false if another was
     * first or the request is over, and this call will be abandoned.
     */
    boolean firstContent();
}
