package io.mangaassist.pool;

import io.mangaassist.core.Lane;
import io.mangaassist.core.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request at one rung: takes what the call needs, calls, and gives everything back exactly once. Ends in one of the
 * calls {@code Descent.refused}, {@code failed} or {@code succeeded}, or silently when abandoned.
 *
 * <p>{@code left} is the one gate: whoever closes it gives back. A permit that is granted after it was closed goes back at
 * once, which is why it is written before the gate is looked at.
 */
final class Visit<R> extends PermitWaiter implements LegSignals {

    private final Descent<R> descent;
    private final Rung rung;
    private final BreakerPass pass;
    private final AtomicBoolean left = new AtomicBoolean();
    /** First content came, or came too late. */
    private final AtomicBoolean contentSeen = new AtomicBoolean();

    private final AtomicBoolean siteTold = new AtomicBoolean();
    private final long enteredAt;

    private volatile Reservation reservation = Reservation.NONE;
    private volatile @Nullable Permit permit;
    private volatile @Nullable Leg<R> leg;
    private volatile @Nullable Alarm patience;
    private volatile @Nullable Alarm slow;
    private volatile long calledAt;
    private volatile long firstContentNanos = -1;

    Visit(Descent<R> descent, Rung rung, Lane lane) {
        super(lane);
        this.descent = descent;
        this.rung = rung;
        this.pass = new BreakerPass(rung.breaker());
        this.enteredAt = descent.now();
    }

    Rung rung() {
        return rung;
    }

    long calledAt() {
        return calledAt;
    }

    boolean hasLeft() {
        return left.get();
    }

    /** Where the request was made, the first time it is asked for. */
    @Nullable
    Throwable siteOnce() {
        return siteTold.compareAndSet(false, true) ? descent.site() : null;
    }

    // ---- in

    void enter(@Nullable RouteReason why) {
        if (!askFor(why)) {
            return;
        }
        Permit free = rung.permits().tryAcquire(lane);
        if (free != null) {
            granted(free);
        } else {
            queue();
        }
    }

    /** Enters only if a permit is free and nobody waits for it. */
    void enterIfFree(RouteReason why) {
        if (!askFor(why)) {
            return;
        }
        Permit free = rung.permits().tryAcquire(lane);
        if (free != null) {
            granted(free);
        } else {
            refused(RouteReason.EXHAUSTED);
        }
    }

    /** What costs nothing is asked first, what must be given back is taken last. */
    private boolean askFor(@Nullable RouteReason why) {
        rung.arrived();
        Leg<R> call = descent.leg(rung, this, why);
        if (call == null) {
            left.set(true);
            descent.unfit(this);
            return false;
        }
        leg = call;
        if (!pass.ask()) {
            refused(RouteReason.OPEN);
            return false;
        }
        Reservation taken = rung.quota().reserve(rung.quota().countsTokens() ? call.most() : TokenCount.NONE);
        if (taken == null) {
            refused(RouteReason.QUOTA);
            return false;
        }
        reservation = taken;
        if (left.get()) {
            handBack();
            return false;
        }
        return true;
    }

    private void queue() {
        long ceiling = descent.ceilingNanos(rung);
        if (rung.predictedWaitNanos() > ceiling && !rung.permits().isClosed()) {
            refused(RouteReason.PREDICTED_WAIT);
            return;
        }
        rung.permits().acquire(this);
        patience = descent.after(ceiling, () -> rung.permits().expire(this));
        if (isDecided()) {
            Alarm.cancel(patience);
        }
    }

    @Override
    void granted(Permit granted) {
        Alarm.cancel(patience);
        calledAt = descent.now();
        permit = granted;
        // before the look at the gate: whoever shuts it after that look finds this holder and takes it out
        rung.took(this);
        if (left.get()) {
            rung.neverUsed(this);
            granted.release();
            return;
        }
        rung.meters().acquired(Outcome.SUCCESS, calledAt - enteredAt);
        descent.called(this);
        call();
    }

    @Override
    void refused(RouteReason reason) {
        Alarm.cancel(patience);
        if (left.compareAndSet(false, true)) {
            handBack();
            rung.meters().acquired(Outcome.REJECTED, descent.now() - enteredAt);
            rung.meters().rejected(reason);
            descent.refused(this, reason);
        }
    }

    // ---- the call

    private void call() {
        Leg<R> call = leg;
        if (call == null) {
            throw new IllegalStateException("granted before it entered");
        }
        CompletableFuture<R> answer;
        try {
            answer = call.start();
        } catch (RuntimeException failure) {
            answer = CompletableFuture.failedFuture(failure);
        } catch (Error error) {
            ended(null, error);
            throw error;
        }
        slow = descent.after(rung.firstTokenTimeoutNanos(), this::tooSlow);
        var unused = answer.whenComplete(this::ended);
    }

    /** Not the fault of the request: the next rung may still be in time. */
    private void tooSlow() {
        if (contentSeen.compareAndSet(false, true)) {
            PoolDeadlineException blame = BedrockFailures.deadline("no first token from " + rung.name());
            if (abandon(Outcome.TIMEOUT, blame)) {
                descent.failed(this, Verdict.SLOW, blame);
            }
        }
    }

    /** The time for a first token is up. The model is to blame if it had most of it: a frozen one must open its breaker. */
    void outOfTime(long requestNanos) {
        boolean hadMost = permit != null && 2 * (descent.now() - calledAt) > requestNanos;
        if (hadMost && contentSeen.compareAndSet(false, true)) {
            boolean unused = abandon(Outcome.TIMEOUT, BedrockFailures.deadline("no first token from " + rung.name()));
        }
    }

    @Override
    public boolean firstContent() {
        return noteFirstContent() && descent.firstContent(this);
    }

    private boolean noteFirstContent() {
        if (!contentSeen.compareAndSet(false, true)) {
            return false;
        }
        Alarm.cancel(slow);
        long nanos = descent.now() - calledAt;
        firstContentNanos = nanos;
        rung.firstContentAfter(nanos);
        rung.meters().firstChunk(descent.operation(), nanos);
        return true;
    }

    private void ended(@Nullable R answer, @Nullable Throwable failure) {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        Alarm.cancel(slow);
        if (failure == null) {
            if (!descent.operation().isStreaming()) {
                noteFirstContent();
            }
            // before the permit goes, so that this call counts among those at once
            rung.throttle().answered(calledAt, firstContentNanos);
            giveBack(Outcome.SUCCESS, null);
            reportTransit();
            descent.succeeded(this, answer);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Verdict verdict = descent.judge(cause);
        if (verdict.outcome() == Outcome.THROTTLED) {
            rung.throttle().throttled(calledAt, descent.now() - calledAt);
            reservation.cancel();
        }
        giveBack(verdict.outcome(), verdict.blamed() ? cause : null);
        descent.failed(this, verdict, cause);
    }

    /** What the first content took on top of what the other side says it took. */
    private void reportTransit() {
        Leg<R> call = leg;
        long reported = call == null ? -1 : call.reportedMillis();
        if (reported >= 0 && firstContentNanos >= 0) {
            descent.transit(firstContentNanos - TimeUnit.MILLISECONDS.toNanos(reported));
        }
    }

    // ---- out

    /** Ends the visit from outside. The permit goes back at once: the call under it is told to stop. */
    boolean abandon(Outcome outcome, @Nullable Throwable blame) {
        if (!left.compareAndSet(false, true)) {
            return false;
        }
        Alarm.cancel(patience);
        Alarm.cancel(slow);
        if (permit == null) {
            rung.permits().withdraw(this);
        }
        Leg<R> call = leg;
        if (call != null) {
            call.abandon();
        }
        giveBack(outcome, blame);
        return true;
    }

    private void giveBack(Outcome outcome, @Nullable Throwable blame) {
        Permit held = permit;
        if (held == null || !held.release()) {
            handBack();
            return;
        }
        long nanos = descent.now() - calledAt;
        rung.gaveBack(this, nanos);
        rung.meters().invoked(descent.operation(), outcome, nanos);
        Leg<R> call = leg;
        reservation.settle(call == null ? null : call.used());
        // The promise is about the first token; a long answer is not a slow one.
        pass.tell(outcome, blame, firstContentNanos >= 0 ? firstContentNanos : nanos);
    }

    /** Nothing was called. */
    private void handBack() {
        // read first: it was written after the pass was given, so the pass is seen too
        Reservation taken = reservation;
        pass.forget();
        taken.cancel();
    }
}
