package io.mangaassist.pool;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way down the ladder: visits rung after rung until one answers, then the degraded answer, then one
 * exception. Ends exactly once, and whoever ends it also stops what still runs.
 *
 * <p>A hedge is a second visit beside the first. While one of the two still runs the failure of the other moves nothing;
 * the one that brings the first content is chosen and the other given up.
 */
final class Descent<R> {

    private final Ladder ladder;
    private final Trip<R> trip;
    private final Passenger passenger;
    private final Journal journal;
    private final AtomicBoolean over = new AtomicBoolean();
    /** The visit whose content the caller sees, or this descent itself once no visit can be chosen any more. */
    private final AtomicReference<@Nullable Object> chosen = new AtomicReference<>();
    /** Visits that may still answer. Whoever takes it to zero goes on. */
    private final AtomicInteger running = new AtomicInteger();

    private final long begunAt;

    private volatile int next;
    private volatile @Nullable Visit<R> current;
    private volatile @Nullable Visit<R> beside;
    private volatile @Nullable Alarm timer;
    private volatile @Nullable Alarm hedgeTimer;
    private volatile @Nullable Throwable lastFailure;

    Descent(Ladder ladder, Trip<R> trip, Passenger passenger) {
        this.ladder = ladder;
        this.trip = trip;
        this.passenger = passenger;
        this.journal = new Journal(ladder, trip.operation(), passenger);
        this.begunAt = ladder.clock().monotonicTime();
    }

    void begin(int first) {
        // However the caller's future ended, by cancel() or by orTimeout(): nobody waits any more. Our own ends come
        // first.
        var unused = trip.result().whenComplete((answer, failure) -> cancel());
        ladder.hedging().request();
        timer = after(passenger.deadline().remainingToFirstTokenNanos(), this::firstTokenOverdue);
        visit(first, null);
    }

    private void visit(int index, @Nullable RouteReason why) {
        if (over.get()) {
            return;
        }
        if (passenger.deadline().isFirstTokenExpired()) {
            giveUp(RouteReason.DEADLINE);
        } else if (index >= ladder.rungs().size()) {
            giveUp(why == null ? RouteReason.EXHAUSTED : why);
        } else {
            Visit<R> visit = new Visit<>(this, ladder.rung(index), passenger.lane());
            running.incrementAndGet();
            next = index + 1;
            current = visit;
            visit.enter(why);
            if (over.get()) {
                abandon(visit);
            }
        }
    }

    // ---- what a visit asks

    @Nullable
    Leg<R> leg(Rung rung, LegSignals signals, @Nullable RouteReason why) {
        return trip.leg(rung, signals, why);
    }

    Verdict judge(Throwable failure) {
        return trip.judge(failure);
    }

    Operation operation() {
        return trip.operation();
    }

    @Nullable
    Throwable site() {
        return passenger.site();
    }

    long now() {
        return ladder.clock().monotonicTime();
    }

    long ceilingNanos(Rung rung) {
        return ladder.limits().nanos(ladder.rungs(), rung.index(), passenger.deadline());
    }

    @Nullable
    Alarm after(long nanos, Runnable task) {
        return ladder.timers().after(nanos, task);
    }

    // ---- what a visit tells

    void called(Visit<R> visit) {
        journal.called();
        if (visit == beside) {
            next = visit.rung().index() + 1;
        } else if (ladder.hedging().isOn()) {
            hedgeTimer = after(visit.rung().firstContentP95Nanos(), () -> hedge(visit));
        }
    }

    void transit(long nanos) {
        ladder.segments().record(Segment.NETWORK_TRANSIT, Duration.ofNanos(nanos), Outcome.SUCCESS);
    }

    void unfit(Visit<R> visit) {
        leave(journal.lastReason());
    }

    void refused(Visit<R> visit, RouteReason reason) {
        if (reason == RouteReason.CLOSED) {
            finish(() -> fail(BedrockFailures.closed(), Outcome.REJECTED));
            return;
        }
        if (visit != beside) {
            journal.left(visit.rung(), reason);
        }
        leave(reason);
    }

    /** The first content decides: true for the one visit whose content the caller will see. */
    boolean firstContent(Visit<R> visit) {
        if (over.get() || !chosen.compareAndSet(null, visit)) {
            return false;
        }
        Alarm.cancel(timer);
        Alarm.cancel(hedgeTimer);
        if (trip.operation().isStreaming()) {
            timer = after(passenger.deadline().remainingNanos(), this::overdue);
        }
        Visit<R> other = visit == current ? beside : current;
        if (other != null && other.abandon(Outcome.CANCELLED, null) && visit == beside) {
            journal.left(other.rung(), RouteReason.HEDGED);
        }
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
        boolean requestIsWrong = !verdict.divertible() && !isHedgeBesideAnother(visit);
        if (chosen.get() == visit || (requestIsWrong && chosen.compareAndSet(null, this))) {
            finish(() -> fail(failure, verdict.outcome()));
        } else if (chosen.get() == null) {
            visit.rung().meters().diverted(verdict.reason());
            journal.left(visit.rung(), verdict.reason());
            leave(verdict.reason());
        }
    }

    /** What another model refuses may still suit the one that the request was made for. */
    private boolean isHedgeBesideAnother(Visit<R> visit) {
        return visit == beside && running.get() > 1;
    }

    private void leave(RouteReason reason) {
        if (running.decrementAndGet() == 0) {
            visit(next, reason);
        }
    }

    // ---- the hedge

    private void hedge(Visit<R> late) {
        int below = late.rung().index() + 1;
        boolean useful = chosen.get() == null
                && !late.hasLeft()
                && below < ladder.rungs().size();
        if (!useful || !ladder.hedging().take() || !joinRunning()) {
            return;
        }
        Visit<R> second = new Visit<>(this, ladder.rung(below), passenger.lane());
        beside = second;
        second.enterIfFree(RouteReason.HEDGED);
        Object winner = chosen.get();
        if (over.get() || (winner != null && winner != second)) {
            abandon(second);
        }
    }

    /** A hedge may only join a visit that has not ended: after it the descent goes on by itself. */
    private boolean joinRunning() {
        int visits;
        do {
            visits = running.get();
            if (visits == 0) {
                return false;
            }
        } while (!running.compareAndSet(visits, visits + 1));
        return true;
    }

    // ---- ends from outside

    private void cancel() {
        finish(() -> fail(new CancellationException("The caller cancelled"), Outcome.CANCELLED));
    }

    private void firstTokenOverdue() {
        giveUp(RouteReason.DEADLINE);
    }

    private void overdue() {
        finish(() -> fail(BedrockFailures.deadline("the answer was not complete in time"), Outcome.TIMEOUT));
    }

    // ---- the end

    private void giveUp(RouteReason reason) {
        if (!chosen.compareAndSet(null, this)) {
            return;
        }
        if (reason == RouteReason.DEADLINE) {
            outOfTime(current);
            outOfTime(beside);
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
        Alarm.cancel(timer);
        Alarm.cancel(hedgeTimer);
        abandon(current);
        abandon(beside);
        end.run();
    }

    private void outOfTime(@Nullable Visit<R> visit) {
        if (visit != null) {
            visit.outOfTime(now() - begunAt);
        }
    }

    private void abandon(@Nullable Visit<R> visit) {
        if (visit != null) {
            visit.abandon(Outcome.CANCELLED, null);
        }
    }
}
