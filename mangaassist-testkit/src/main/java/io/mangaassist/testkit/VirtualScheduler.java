package io.mangaassist.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The scheduler of {@link VirtualTime}: a queue by time, emptied by whoever advances it. */
final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final VirtualTime time;
    // guarded by this
    private final PriorityQueue<VirtualTask<?>> queue = new PriorityQueue<>();
    private long sequence;
    private boolean shutdown;

    VirtualScheduler(VirtualTime time) {
        this.time = time;
    }

    void runUntil(long target) {
        for (VirtualTask<?> task = poll(target); task != null; task = poll(target)) {
            time.moveTo(task.dueNanos());
            task.run();
        }
    }

    private synchronized @Nullable VirtualTask<?> poll(long target) {
        VirtualTask<?> head = queue.peek();
        return head != null && head.dueNanos() <= target ? queue.poll() : null;
    }

    synchronized int pending() {
        return queue.size();
    }

    synchronized void remove(VirtualTask<?> task) {
        queue.remove(task);
    }

    synchronized void requeue(VirtualTask<?> task) {
        if (!shutdown) {
            queue.add(task);
        }
    }

    private synchronized <V> VirtualTask<V> add(Callable<V> work, VirtualTask.Times times, boolean rethrows) {
        if (shutdown) {
            throw new RejectedExecutionException("the virtual scheduler was shut down");
        }
        VirtualTask<V> task = new VirtualTask<>(this, work, times, new VirtualTask.Place(sequence++, rethrows));
        queue.add(task);
        return task;
    }

    private VirtualTask.Times in(long delay, TimeUnit unit, long periodNanos) {
        return new VirtualTask.Times(time.now() + unit.toNanos(Math.max(0, delay)), periodNanos);
    }

    long now() {
        return time.now();
    }

    @Override
    public void execute(Runnable command) {
        VirtualTask<?> nobodyAsks = add(Executors.callable(command), in(0, TimeUnit.NANOSECONDS, 0), true);
        assert !nobodyAsks.isPeriodic();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), in(delay, unit, 0), false);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, in(delay, unit, 0), false);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return periodic(command, initialDelay, period, unit);
    }

    /** No time passes while a task runs, so a fixed delay is a fixed rate. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return periodic(command, initialDelay, delay, unit);
    }

    private ScheduledFuture<?> periodic(Runnable command, long initialDelay, long period, TimeUnit unit) {
        Require.that(period > 0, "period", "> 0", period);
        return add(Executors.callable(command), in(initialDelay, unit, unit.toNanos(period)), false);
    }

    /** Tasks that wait are dropped, as a scheduled pool drops delayed ones by policy. */
    @Override
    public synchronized void shutdown() {
        shutdown = true;
        queue.clear();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        List<Runnable> waiting = new ArrayList<>(queue);
        shutdown();
        return waiting;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }
}
