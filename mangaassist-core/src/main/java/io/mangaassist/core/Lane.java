package io.mangaassist.core;

/** The priority of a request: which of two queues it waits in when there is not enough for all. */
public enum Lane {
    /** A customer is waiting for it. The default. */
    INTERACTIVE,
    /** Nobody is waiting: evaluation, prefetching, summaries. */
    BACKGROUND
}
