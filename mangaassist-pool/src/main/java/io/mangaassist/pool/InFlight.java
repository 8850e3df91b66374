package io.mangaassist.pool;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests inside the pool, so that closing can wait for them. The sign bit of the count says "closed". */
final class InFlight {

    private static final long CLOSED = Long.MIN_VALUE;

    private final AtomicLong count = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** Returns false if the pool is closed. */
    boolean begin() {
        long old;
        do {
            old = count.get();
            if (old < 0) {
                return false;
            }
        } while (!count.compareAndSet(old, old + 1));
        return true;
    }

    void end() {
        if (count.decrementAndGet() == CLOSED) {
            drained.complete(null);
        }
    }

    /** Returns false if it was closed before. */
    boolean close() {
        long old;
        do {
            old = count.get();
            if (old < 0) {
                return false;
            }
        } while (!count.compareAndSet(old, old | CLOSED));
        if (old == 0) {
            drained.complete(null);
        }
        return true;
    }

    boolean isClosed() {
        return count.get() < 0;
    }

    long now() {
        return count.get() & Long.MAX_VALUE;
    }

    /** Waits until every request has ended; an interrupt ends the waiting and stays set. */
    boolean await(Duration limit) {
        try {
            drained.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return drained.isDone();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
