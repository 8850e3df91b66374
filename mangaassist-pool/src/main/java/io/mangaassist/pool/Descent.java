package io.mangaassist.pool;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way down the ladder: visits rung after rung until one answers, then the degraded answer, then one
 * exception. Ends exactly once, and whoever ends it also stops what still runs.
 */
final class Descent<R> {

    private final Ladder ladder;
    private final Trip<R> trip;
    private final Passenger passenger;
    private final Journal journal;
    private final SegmentTimer acquireTimer;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<@Nullable Visit<R>> chosen = new AtomicReference<>();

    private volatile @Nullable Visit<R> current;
    private volatile @Nullable Future<?> timer;
    private volatile @Nullable Throwable lastFailure;

    Descent(Ladder ladder, Trip<R> trip, Passenger passenger) {
        this.ladder = ladder;
        this.trip = trip;
        this.passenger = passenger;
        this.journal = new Journal(ladder, trip.operation(), passenger);
        this.acquireTimer = ladder.segments().start(Segment.POOL_ACQUIRE);
    }

    void begin(int first) {
        var unused = trip.result().whenComplete((answer, failure) -> {
            if (trip.result().isCancelled()) {
                cancel();
            }
        });
        timer = after(passenger.deadline().remainingToFirstTokenNanos(), this::firstTokenOverdue);
        visit(first, RouteReason.EXHAUSTED);
    }

    private void visit(int index, RouteReason reason) {
        if (over.get()) {
            return;
        }
        if (passenger.deadline().isFirstTokenExpired()) {
            giveUp(RouteReason.DEADLINE);
        } else if (index >= ladder.rungs().size()) {
            giveUp(reason);
        } else {
            Visit<R> next = new Visit<>(this, ladder.rung(index), passenger.lane());
            current = next;
            next.enter();
            if (over.get()) {
                next.abandon(Outcome.CANCELLED, null);
            }
        }
    }

    // ---- what a visit asks

    @Nullable
    Leg<R> leg(Rung rung, LegSignals signals) {
        return trip.leg(rung, signals);
    }

    Verdict judge(Throwable failure) {
        return trip.judge(failure);
    }

    Operation operation() {
        return trip.operation();
    }

    long now() {
        return ladder.clock().monotonicTime();
    }

    long ceilingNanos(Rung rung) {
        return ladder.limits().nanos(ladder.rungs(), rung.index(), passenger.deadline());
    }

    @Nullable
    Future<?> after(long nanos, Runnable task) {
        return ladder.timers().after(nanos, task);
    }

    // ---- what a visit tells

    void acquired(long since) {
        acquireTimer.stop(Outcome.SUCCESS);
        journal.called();
    }

    void unfit(Visit<R> visit) {
        visit(visit.rung().index() + 1, journal.lastReason());
    }

    void refused(Visit<R> visit, RouteReason reason) {
        if (reason == RouteReason.CLOSED) {
            finish(() -> fail(BedrockFailures.closed(), Outcome.REJECTED));
            return;
        }
        journal.left(visit.rung(), reason);
        visit(visit.rung().index() + 1, reason);
    }

    /** The first content decides: true for the one visit whose content the caller will see. */
    boolean firstContent(Visit<R> visit) {
        if (over.get() || !chosen.compareAndSet(null, visit)) {
            return false;
        }
        Timers.cancel(timer);
        timer = after(passenger.deadline().remainingNanos(), this::overdue);
        journal.answeredBy(visit.rung());
        return true;
    }

    void succeeded(Visit<R> visit, @Nullable R answer) {
        if (!trip.operation().isStreaming() && !firstContent(visit)) {
            return;
        }
        finish(() -> {
            journal.ended(Outcome.SUCCESS);
            trip.succeed(answer);
        });
    }

    void failed(Visit<R> visit, Verdict verdict, Throwable failure) {
        lastFailure = failure;
        if (visit.isShown() || !verdict.divertible() || chosen.get() != null) {
            finish(() -> fail(failure, verdict.outcome()));
            return;
        }
        visit.rung().meters().diverted(verdict.reason());
        journal.left(visit.rung(), verdict.reason());
        visit(visit.rung().index() + 1, verdict.reason());
    }

    // ---- ends from outside

    private void cancel() {
        finish(() -> {
            fail(new CancellationException("The caller cancelled"), Outcome.CANCELLED);
        });
    }

    private void firstTokenOverdue() {
        if (chosen.get() == null) {
            giveUp(RouteReason.DEADLINE);
        }
    }

    private void overdue() {
        finish(() -> fail(BedrockFailures.deadline("the answer was not complete in time"), Outcome.TIMEOUT));
    }

    // ---- the end

    private void giveUp(RouteReason reason) {
        if (chosen.get() != null) {
            return;
        }
        finish(() -> {
            Runnable degraded = trip.degraded(reason);
            if (degraded != null) {
                journal.degraded();
                journal.ended(Outcome.REJECTED);
                degraded.run();
            } else if (reason == RouteReason.DEADLINE) {
                fail(BedrockFailures.deadline(journal.path()), Outcome.TIMEOUT);
            } else {
                fail(BedrockFailures.exhausted(journal.path(), reason, lastFailure), Outcome.REJECTED);
            }
        });
    }

    private void fail(Throwable failure, Outcome outcome) {
        journal.nobody();
        journal.ended(outcome);
        trip.fail(failure);
    }

    private void finish(Runnable end) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Timers.cancel(timer);
        acquireTimer.stop(Outcome.REJECTED);
        Visit<R> running = current;
        if (running != null) {
            running.abandon(Outcome.CANCELLED, null);
        }
        end.run();
    }
}
