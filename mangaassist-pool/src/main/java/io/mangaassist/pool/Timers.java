package io.mangaassist.pool;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs things later: the scheduler only wakes, the executor does the work. */
final class Timers {

    private final ScheduledExecutorService scheduler;
    private final Executor executor;

    Timers(ScheduledExecutorService scheduler, Executor executor) {
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Returns null if the time is for ever or the scheduler has been shut down. */
    @Nullable
    Future<?> after(long nanos, Runnable task) {
        if (nanos == Long.MAX_VALUE) {
            return null;
        }
        try {
            return scheduler.schedule(() -> executor.execute(task), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return null;
        }
    }

    static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
