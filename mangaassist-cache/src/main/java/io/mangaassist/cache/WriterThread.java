package io.mangaassist.cache;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the writer's thread: turn and rest, then drain, then give up the remainder. */
final class WriterThread {

    private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
    /** How long connections may take to close; they do it at once. */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WriteLoop loop;
    private final Intake intake;
    private final WriterPark park;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile long drainUntil;
    private volatile boolean drained;

    WriterThread(WriteLoop loop, WriterParts parts, WriterPark park) {
        this.loop = loop;
        this.intake = parts.intake();
        this.park = park;
        this.clock = parts.clock();
    }

    WriterThread start(ThreadFactory threads) {
        threads.newThread(this::run).start();
        return this;
    }

    private void run() {
        park.adopt();
        try {
            while (!intake.isClosed()) {
                turnOrRest();
            }
            while (!loop.isIdle() || intake.budget().entries() > 0) {
                if (clock.monotonicTime() - drainUntil >= 0) {
                    break;
                }
                turnOrRest();
            }
        } catch (Throwable fatal) {
            LOG.error(
                    "The cache writer ends after {}: nothing is written any more",
                    fatal.getClass().getName());
            throw fatal;
        } finally {
            intake.close();
            end();
        }
    }

    private void turnOrRest() {
        try {
            if (loop.turn() > 0) {
                park.worked();
                return;
            }
        } catch (RuntimeException defect) {
            LOG.error("The cache writer goes on after {}", defect.getClass().getName());
        }
        park.rest(!loop.isIdle(), () -> intake.budget().entries() > 0 || intake.isClosed());
    }

    private void end() {
        drained = loop.isIdle() && intake.budget().entries() == 0;
        int unused = loop.route();
        loop.close();
        long until = clock.monotonicTime() + CLOSE_NANOS;
        while (loop.inFlight() > 0 && clock.monotonicTime() - until < 0) {
            park.rest(true, () -> false);
        }
        loop.clearMoved();
        loop.closeOwed();
        ended.countDown();
    }

    /** Waits until everything has been sent and answered, at most for {@code limit}; false if something was given up. */
    boolean close(Duration limit) {
        drainUntil = clock.monotonicTime() + limit.toNanos();
        intake.close();
        park.wake();
        try {
            boolean unused = ended.await(limit.toNanos() + 2 * CLOSE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            drainUntil = clock.monotonicTime();
            Thread.currentThread().interrupt();
        }
        return ended.getCount() == 0 && drained;
    }
}
