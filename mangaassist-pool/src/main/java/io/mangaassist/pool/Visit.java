package io.mangaassist.pool;

import io.mangaassist.core.Lane;
import io.mangaassist.core.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request at one rung: asks the breaker, takes or waits for a permit, calls, and gives everything back exactly once.
 * Ends in one of the calls {@code Descent.refused}, {@code failed} or {@code succeeded}, or silently when abandoned.
 */
final class Visit<R> extends PermitWaiter implements LegSignals {

    private final Descent<R> descent;
    private final Rung rung;
    private final AtomicBoolean left = new AtomicBoolean();
    /** The breaker gave leave and has not been told how it went. */
    private final AtomicBoolean asked = new AtomicBoolean();
    /** First content came, or came too late. */
    private final AtomicBoolean contentSeen = new AtomicBoolean();

    private final long enteredAt;

    private volatile @Nullable Permit permit;
    private volatile @Nullable Leg<R> leg;
    private volatile @Nullable Future<?> patience;
    private volatile @Nullable Future<?> slow;
    private volatile long calledAt;
    private volatile long firstContentNanos = -1;

    Visit(Descent<R> descent, Rung rung, Lane lane) {
        super(lane);
        this.descent = descent;
        this.rung = rung;
        this.enteredAt = descent.now();
    }

    Rung rung() {
        return rung;
    }

    /** Order matters: what costs nothing is asked first, what must be given back is taken last. */
    void enter() {
        Leg<R> call = descent.leg(rung, this);
        if (call == null) {
            left.set(true);
            descent.unfit(this);
            return;
        }
        leg = call;
        if (!rung.breaker().tryAcquirePermission()) {
            turnAway(RouteReason.OPEN);
            return;
        }
        asked.set(true);
        if (left.get()) {
            forgetAsking();
            return;
        }
        Permit free = rung.tryAcquire(lane);
        if (free != null) {
            granted(free);
        } else {
            queue();
        }
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
            Timers.cancel(patience);
        }
    }

    @Override
    void granted(Permit granted) {
        Timers.cancel(patience);
        calledAt = descent.now();
        permit = granted;
        rung.meters().acquired(Outcome.SUCCESS, descent.now() - enteredAt);
        if (left.get()) {
            granted.release();
            return;
        }
        descent.acquired(enteredAt);
        call();
    }

    @Override
    void refused(RouteReason reason) {
        Timers.cancel(patience);
        if (left.compareAndSet(false, true)) {
            forgetAsking();
            rung.meters().acquired(Outcome.REJECTED, descent.now() - enteredAt);
            report(reason);
        }
    }

    /** As {@link #refused}, but nothing was taken. */
    private void turnAway(RouteReason reason) {
        if (left.compareAndSet(false, true)) {
            report(reason);
        }
    }

    private void report(RouteReason reason) {
        rung.meters().rejected(reason);
        descent.refused(this, reason);
    }

    private void call() {
        CompletableFuture<R> answer;
        try {
            answer = leg().start();
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

    @Override
    public boolean firstContent() {
        return noteFirstContent() && descent.firstContent(this);
    }

    private boolean noteFirstContent() {
        if (!contentSeen.compareAndSet(false, true)) {
            return false;
        }
        Timers.cancel(slow);
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
        Timers.cancel(slow);
        if (failure == null) {
            if (!descent.operation().isStreaming()) {
                noteFirstContent();
            }
            giveBack(Outcome.SUCCESS, null);
            descent.succeeded(this, answer);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Verdict verdict = descent.judge(cause);
        giveBack(verdict.outcome(), verdict.blamed() ? cause : null);
        descent.failed(this, verdict, cause);
    }

    /** Ends the visit from outside. The permit goes back at once: the call under it is told to stop. */
    boolean abandon(Outcome outcome, @Nullable Throwable blame) {
        if (!left.compareAndSet(false, true)) {
            return false;
        }
        Timers.cancel(patience);
        Timers.cancel(slow);
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
            forgetAsking();
            return;
        }
        long nanos = descent.now() - calledAt;
        rung.held(nanos);
        rung.meters().held(nanos);
        rung.meters().invoked(descent.operation(), outcome, nanos);
        // The promise is about the first token; a long answer is not a slow one.
        tellBreaker(outcome, blame, firstContentNanos >= 0 ? firstContentNanos : nanos);
    }

    private void tellBreaker(Outcome outcome, @Nullable Throwable blame, long nanos) {
        if (blame == null && outcome != Outcome.SUCCESS) {
            forgetAsking();
        } else if (asked.compareAndSet(true, false)) {
            if (blame == null) {
                rung.breaker().onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                rung.breaker().onError(nanos, TimeUnit.NANOSECONDS, blame);
            }
        }
    }

    private void forgetAsking() {
        if (asked.compareAndSet(true, false)) {
            rung.breaker().releasePermission();
        }
    }

    private Leg<R> leg() {
        Leg<R> call = leg;
        if (call == null) {
            throw new IllegalStateException("entered without a call");
        }
        return call;
    }

    boolean isShown() {
        Leg<R> call = leg;
        return call != null && call.isShown();
    }
}
