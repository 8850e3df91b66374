package io.mangaassist.cache;

/** Which write is given up when the writer's queue is full. Either way the write is counted as dropped. */
public enum OverflowPolicy {

    /** The one being offered: the cheapest for the caller. */
    DROP_NEWEST,

    /**
     * The one that has waited longest, the default: what was answered last is the likeliest to be asked again, and the
     * oldest is nearest to its staleness deadline. The writer's thread begins to give up old entries when an eighth of
     * the queue is left; if it cannot keep up, the hard bound drops the newest.
     */
    DROP_OLDEST
}
