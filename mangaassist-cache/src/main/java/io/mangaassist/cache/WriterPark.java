package io.mangaassist.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the writer's thread rests. While there is traffic it looks again every millisecond, so that no caller pays for
 * waking it and writes gather to batches; after a tenth of a second without any it sleeps until the next write wakes it.
 */
final class WriterPark {

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int NAPS_BEFORE_SLEEP = 100;
    /** Even then it looks after its connections now and then. */
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private volatile boolean asleep;
    private volatile boolean waitsForCredits;
    private volatile @Nullable Thread thread;
    private int naps;

    /** Makes the calling thread the one that rests here. */
    void adopt() {
        thread = Thread.currentThread();
    }

    /** Called by the writer when there is nothing to do; {@code busy} while entries wait or are in flight. */
    void rest(boolean busy, BooleanSupplier arrived) {
        naps = busy ? 0 : naps + 1;
        if (naps <= NAPS_BEFORE_SLEEP) {
            waitsForCredits = busy;
            LockSupport.parkNanos(this, NAP_NANOS);
            waitsForCredits = false;
            return;
        }
        asleep = true;
        if (!arrived.getAsBoolean()) {
            LockSupport.parkNanos(this, SLEEP_NANOS);
        }
        asleep = false;
    }

    void worked() {
        naps = 0;
    }

    /** Called after a write was queued: one volatile read, and a wake-up only if the writer really sleeps. */
    void queued() {
        if (asleep) {
            wake();
        }
    }

    /** Called when half of a window is free again. */
    void creditsReturned() {
        if (waitsForCredits) {
            wake();
        }
    }

    void wake() {
        asleep = false;
        LockSupport.unpark(thread);
    }
}
