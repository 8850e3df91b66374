package io.mangaassist.benchmarks.dns;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that wakes every four milliseconds, does its work, and takes down how long after it was due the work was done.
 * What it misses because its work took longer is not made up for, which flatters whoever makes it wait.
 */
final class PacedThread extends Thread {

    private static final long PERIOD_NANOS = 4_000_000;
    private static final int MOST_SAMPLES = 100_000;

    private final Callable<Boolean> work;
    private final long[] nanos = new long[MOST_SAMPLES];
    private int count;
    private int failed;
    private int wrong;
    private volatile boolean measuring;
    private volatile boolean over;

    /**
     * Makes a thread.
     *
     * @param work says whether it was done right; throws if it failed
     */
    PacedThread(String name, Callable<Boolean> work) {
        super(name);
        setDaemon(true);
        this.work = work;
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        while (!over) {
            due = Math.max(due + PERIOD_NANOS, System.nanoTime());
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            call(due);
        }
    }

    private void call(long due) {
        boolean counts = measuring;
        boolean fine = true;
        boolean right = true;
        try {
            right = work.call();
        } catch (Exception lookupFailed) {
            fine = false;
        }
        if (counts && count < MOST_SAMPLES) {
            nanos[count++] = System.nanoTime() - due;
            failed += fine ? 0 : 1;
            wrong += right ? 0 : 1;
        }
    }

    void measure() {
        measuring = true;
    }

    void finish() throws InterruptedException {
        over = true;
        join();
    }

    int failed() {
        return failed;
    }

    int wrong() {
        return wrong;
    }

    long[] sorted() {
        long[] all = Arrays.copyOf(nanos, count);
        Arrays.sort(all);
        return all;
    }
}
