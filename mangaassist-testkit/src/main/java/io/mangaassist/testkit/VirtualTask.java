package io.mangaassist.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One task of {@link VirtualScheduler}. */
final class VirtualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final VirtualScheduler scheduler;
    private final long periodNanos;
    private final Place place;
    private long dueNanos;
    private @Nullable Throwable failure;

    /** When a task runs first, and how often again; a period of 0 is once. */
    record Times(long dueNanos, long periodNanos) {}

    /** Its place among equals, and whether what it throws is the driver's to see. */
    record Place(long sequence, boolean rethrows) {}

    VirtualTask(VirtualScheduler scheduler, Callable<V> work, Times times, Place place) {
        super(work);
        this.scheduler = scheduler;
        this.dueNanos = times.dueNanos();
        this.periodNanos = times.periodNanos();
        this.place = place;
    }

    long dueNanos() {
        return dueNanos;
    }

    @Override
    public boolean isPeriodic() {
        return periodNanos > 0;
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            super.run();
            rethrow();
        } else if (runAndReset()) {
            dueNanos += periodNanos;
            scheduler.requeue(this);
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (place.rethrows() && thrown instanceof RuntimeException e) {
            throw e;
        }
        if (place.rethrows() && thrown instanceof Error e) {
            throw e;
        }
    }

    @Override
    protected void setException(Throwable thrown) {
        failure = thrown;
        super.setException(thrown);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        scheduler.remove(this);
        return cancelled;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - scheduler.now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof VirtualTask<?> task) {
            int byTime = Long.compare(dueNanos, task.dueNanos);
            return byTime != 0 ? byTime : Long.compare(place.sequence, task.place.sequence);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
