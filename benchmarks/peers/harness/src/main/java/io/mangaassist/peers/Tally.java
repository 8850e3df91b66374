package io.mangaassist.peers;

import java.util.concurrent.atomic.LongAdder;

/** What a library said of the writes: the harness compares it with what Redis says. */
public final class Tally {

    private final LongAdder offered = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private volatile boolean silent;

    void offered() {
        offered.increment();
    }

    /** The library confirmed so many writes. */
    public void written(long count) {
        written.add(count);
    }

    /** The library said of so many writes that they failed or were dropped. */
    public void failed(long count) {
        failed.add(count);
    }

    /** The library said that it does not know. */
    public void unknown(long count) {
        unknown.add(count);
    }

    /** Takes the end of one write. */
    public void ended(Throwable failure) {
        (failure == null ? written : failed).increment();
    }

    /** This library tells nobody what became of a write. */
    public void silent() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    /** How many writes were asked for. */
    public long offeredCount() {
        return offered.sum();
    }

    long writtenCount() {
        return written.sum();
    }

    long failedCount() {
        return failed.sum();
    }

    long unknownCount() {
        return unknown.sum();
    }

    /** Writes of which nothing has been said yet. */
    public long open() {
        return offered.sum() - written.sum() - failed.sum() - unknown.sum();
    }
}
