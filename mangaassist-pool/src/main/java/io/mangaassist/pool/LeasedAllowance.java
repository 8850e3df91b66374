package io.mangaassist.pool;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's batches of a quota that the fleet shares. A batch is a second of the task's part, or two of the dearest calls;
 * the next one is asked for when half of it is used, so that a request never waits for the budget. What settled calls give
 * back beyond two batches returns to the fleet.
 *
 * <p>While the budget cannot be reached the task is alone: it lives on its part of the quota, quota / tasks, beginning with
 * nothing, and asks again every second.
 */
final class LeasedAllowance implements Allowance {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedAllowance.class);
    /** A round trip within a region takes one; a Redis that takes longer is of no use to a request. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long AGAIN_AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);
    /** An empty budget fills by a twentieth of a second's worth until then. */
    private static final long AGAIN_AFTER_NOTHING = TimeUnit.MILLISECONDS.toNanos(50);

    private final String name;
    private final double perMinute;
    private final FleetShare fleet;
    private final Timers timers;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private double left;
    private double batch;
    private boolean asking;
    private long askAt;
    private @Nullable TimedAllowance alone;

    LeasedAllowance(String name, double perMinute, FleetShare fleet, Timers timers) {
        this.name = name;
        this.perMinute = perMinute;
        this.fleet = fleet;
        this.timers = timers;
        this.clock = timers.clock();
        this.batch = Math.max(1, perMinute / 60 / fleet.tasks());
        this.askAt = clock.monotonicTime();
        askIfLow();
    }

    @Override
    public boolean take(double amount) {
        boolean taken;
        TimedAllowance own;
        lock.lock();
        try {
            batch = Math.max(batch, 2 * amount);
            taken = left >= amount;
            if (taken) {
                left -= amount;
            }
            own = alone;
        } finally {
            lock.unlock();
        }
        askIfLow();
        return taken || (own != null && own.take(amount));
    }

    @Override
    public void add(double amount) {
        long surplus = 0;
        lock.lock();
        try {
            left += amount;
            if (alone == null && left > 2 * batch) {
                surplus = (long) (left - batch);
                left -= surplus;
            }
        } finally {
            lock.unlock();
        }
        if (surplus > 0) {
            fleet.budget().giveBack(name, (long) perMinute, surplus);
        }
    }

    private void askIfLow() {
        long wanted;
        lock.lock();
        try {
            if (asking || left > batch / 2 || clock.monotonicTime() - askAt < 0) {
                return;
            }
            asking = true;
            wanted = (long) Math.ceil(batch - left);
        } finally {
            lock.unlock();
        }
        ask(wanted);
    }

    private void ask(long wanted) {
        AtomicBoolean over = new AtomicBoolean();
        Alarm patience = timers.after(PATIENCE, () -> {
            if (over.compareAndSet(false, true)) {
                failed("no answer");
            }
        });
        CompletionStage<Long> answer;
        try {
            answer = fleet.budget().take(name, (long) perMinute, wanted);
        } catch (RuntimeException thrown) {
            Alarm.cancel(patience);
            failed(thrown.getClass().getName());
            return;
        }
        var unused = answer.whenComplete((granted, failure) -> {
            Alarm.cancel(patience);
            boolean inTime = over.compareAndSet(false, true);
            if (failure == null) {
                // a late batch was taken all the same
                granted(granted, inTime);
            } else if (inTime) {
                failed(failure.getClass().getName());
            }
        });
    }

    private void granted(long amount, boolean inTime) {
        boolean back = false;
        lock.lock();
        try {
            left += amount;
            if (inTime) {
                asking = false;
                back = alone != null;
                alone = null;
                askAt = clock.monotonicTime() + (amount == 0 ? AGAIN_AFTER_NOTHING : 0);
            }
        } finally {
            lock.unlock();
        }
        if (back) {
            LOG.info("The fleet's quota {} is shared again", name);
        }
    }

    private void failed(String why) {
        boolean first;
        lock.lock();
        try {
            asking = false;
            askAt = clock.monotonicTime() + AGAIN_AFTER_FAILURE;
            first = alone == null;
            if (first) {
                alone = new TimedAllowance(perMinute / fleet.tasks(), 0, clock);
            }
        } finally {
            lock.unlock();
        }
        if (first) {
            LOG.warn("The fleet's quota {} cannot be reached ({}): on 1 / {} of it", name, why, fleet.tasks());
        }
    }
}
