package io.mangaassist.guardrails;

import io.mangaassist.core.Deadline;
import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.SegmentTimer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One check at the remote tier with its limit. Exactly one verdict within the limit; after a limit one more, if it comes.
 * An evaluator that throws, answers null, answers twice or never is a failure and nothing worse.
 */
final class RunningCheck {

    private final GuardrailParts parts;
    private final RemoteCheck check;
    private final Consumer<RemoteVerdict> verdict;
    private final SegmentTimer segment;
    private final long started;
    private final AtomicBoolean inTime = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile @Nullable CompletableFuture<RemoteVerdict> call;
    private volatile @Nullable Future<?> limit;

    RunningCheck(GuardrailParts parts, RemoteCheck check, Consumer<RemoteVerdict> verdict) {
        this.parts = parts;
        this.check = check;
        this.verdict = verdict;
        this.segment = parts.segments().start(Segment.GUARDRAILS_CHECK);
        this.started = parts.clock().monotonicTime();
    }

    void start(RemoteEvaluator remote, Duration ownLimit, Deadline deadline) {
        long nanos = Math.min(ownLimit.toNanos(), deadline.remainingNanos());
        try {
            limit = parts.scheduler().schedule(this::tooLate, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            answer(RemoteVerdict.failed("closed"));
            return;
        }
        parts.running().add(this);
        CompletableFuture<RemoteVerdict> running = evaluate(remote);
        call = running;
        var unused = running.whenComplete(
                (result, failure) -> answer(result != null ? result : RemoteVerdict.failed(reason(failure))));
    }

    /** Nobody waits for it any more. */
    void cancel() {
        if (answered.compareAndSet(false, true)) {
            end(Outcome.CANCELLED);
        }
        CompletableFuture<RemoteVerdict> running = call;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** The guardrail is closed: nobody keeps the limit any more. */
    void closed() {
        answer(RemoteVerdict.failed("closed"));
    }

    boolean isSettledBy(int id) {
        return check.id() == id && answered.get();
    }

    private CompletableFuture<RemoteVerdict> evaluate(RemoteEvaluator remote) {
        try {
            CompletionStage<RemoteVerdict> stage = remote.evaluate(check);
            return stage == null
                    ? CompletableFuture.completedFuture(RemoteVerdict.failed("no answer"))
                    : stage.toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(RemoteVerdict.failed("error"));
        }
    }

    private void tooLate() {
        if (!answered.get() && inTime.compareAndSet(false, true)) {
            parts.running().remove(this);
            parts.meters().budgetExceeded(Tier.REMOTE);
            measure(RemoteVerdict.failed("timeout"));
            segment.stop(Outcome.TIMEOUT);
            verdict.accept(RemoteVerdict.failed("timeout"));
        }
    }

    private void answer(RemoteVerdict result) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        if (inTime.compareAndSet(false, true)) {
            measure(result);
        }
        end(result.kind() == RemoteVerdict.Kind.FAILED ? Outcome.ERROR : Outcome.SUCCESS);
        verdict.accept(result);
    }

    private void end(Outcome outcome) {
        parts.running().remove(this);
        segment.stop(outcome);
        Future<?> pending = limit;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void measure(RemoteVerdict result) {
        GuardrailMeters.Action action = switch (result.kind()) {
            case PASSED -> GuardrailMeters.Action.NONE;
            case VIOLATION -> GuardrailMeters.Action.BLOCK;
            case FAILED -> GuardrailMeters.Action.FAILED;
        };
        if (action == GuardrailMeters.Action.FAILED) {
            parts.counts().failed();
        } else {
            parts.meters().amount(Tier.REMOTE, check.to() - check.from(), TokenEstimate.of(check.text()));
        }
        parts.meters()
                .evaluated(Tier.REMOTE, check.mode(), action, parts.clock().monotonicTime() - started);
        parts.meters().remote(result);
    }

    private static String reason(@Nullable Throwable failure) {
        return failure instanceof CancellationException ? "cancelled" : "error";
    }
}
