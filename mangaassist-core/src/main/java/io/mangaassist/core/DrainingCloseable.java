package io.mangaassist.core;

import java.time.Duration;

/**
 * Something that, when closed, first lets work in progress end. Closing twice does nothing the second time; after it,
 * new work is refused at once.
 */
public interface DrainingCloseable extends AutoCloseable {

    /**
     * Refuses new work, waits for the work in progress, then releases everything this object made. Blocks the caller
     * for at most {@code limit}. An interrupt ends the waiting early and keeps the thread's interrupt flag.
     *
     * @param limit how long to wait; zero does not wait
     * @return true if nothing was left undone
     */
    boolean close(Duration limit);

    /** Closes with the limit that the builder was given. */
    @Override
    void close();
}
