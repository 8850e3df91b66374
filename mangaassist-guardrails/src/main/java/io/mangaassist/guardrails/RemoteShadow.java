package io.mangaassist.guardrails;

import io.mangaassist.core.Checks;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate for the remote tier, asked beside the enforced one about a sample of answers, out of what the quota can
 * spare. Ends by itself when its p95 breaks its budget; the enforced one is never touched. Thread-safe.
 */
final class RemoteShadow {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteShadow.class);

    /** What is tried, on how many answers, and how slow it may be. */
    record Settings(RemoteEvaluator candidate, double sample, Duration p95Budget) {

        Settings {
            Checks.check(sample > 0 && sample <= 1, "shadowRemote sample", "> 0 and <= 1", sample);
            Checks.positive("shadowRemote p95Budget", p95Budget);
        }
    }

    private final Settings settings;
    private final Clock clock;
    private final Runnable disagreed;
    private final RecentTimes enforcedTimes = new RecentTimes();
    private final RecentTimes candidateTimes = new RecentTimes();
    private volatile Predicate<RemoteCheck> spare = check -> true;
    private volatile boolean ended;
    private long checks;
    private long stricter;
    private long laxer;
    private long failed;
    private long skipped;
    private long enforcedUnits;
    private long candidateUnits;

    RemoteShadow(Settings settings, Clock clock, Runnable disagreed) {
        this.settings = settings;
        this.clock = clock;
        this.disagreed = disagreed;
    }

    /** Takes only what this governor can spare. */
    void within(RemoteGovernor governor) {
        spare = governor::spare;
    }

    /** The enforced evaluator, with the candidate beside it. */
    RemoteEvaluator beside(RemoteEvaluator enforced) {
        return check -> {
            boolean tried = !ended && Shadow.isSampled(check.correlationId(), settings.sample()) && admitted(check);
            long start = clock.monotonicTime();
            CompletionStage<RemoteVerdict> verdict = enforced.evaluate(check);
            if (tried) {
                compare(timed(verdict, start), timed(candidate(check), start));
            }
            return verdict;
        };
    }

    synchronized RemoteShadowReport report() {
        return new RemoteShadowReport(
                checks,
                checks - stricter - laxer,
                stricter,
                laxer,
                failed,
                skipped,
                enforcedTimes.p95(),
                candidateTimes.p95(),
                enforcedUnits,
                candidateUnits,
                ended);
    }

    private boolean admitted(RemoteCheck check) {
        if (spare.test(check)) {
            return true;
        }
        synchronized (this) {
            skipped++;
        }
        return false;
    }

    private CompletionStage<RemoteVerdict> candidate(RemoteCheck check) {
        try {
            return settings.candidate().evaluate(check);
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(RemoteVerdict.failed("error"));
        }
    }

    /** A verdict and when it came; a failure of any kind is a failed verdict. */
    private record Timed(RemoteVerdict verdict, long nanos) {}

    private CompletionStage<Timed> timed(CompletionStage<RemoteVerdict> verdict, long start) {
        return verdict.handle((given, failure) ->
                new Timed(given == null ? RemoteVerdict.failed("error") : given, clock.monotonicTime() - start));
    }

    private void compare(CompletionStage<Timed> enforced, CompletionStage<Timed> candidate) {
        var unused = enforced.thenCombine(candidate, (theirs, ours) -> {
            compared(theirs, ours);
            return ours;
        });
    }

    private void compared(Timed enforced, Timed candidate) {
        boolean differ = false;
        boolean slow;
        synchronized (this) {
            enforcedUnits += enforced.verdict().textUnits();
            candidateUnits += candidate.verdict().textUnits();
            enforcedTimes.record(enforced.nanos());
            candidateTimes.record(candidate.nanos());
            if (isFailed(enforced) || isFailed(candidate)) {
                failed++;
            } else {
                checks++;
                differ = enforced.verdict().kind() != candidate.verdict().kind();
                stricter += differ && candidate.verdict().kind() == RemoteVerdict.Kind.VIOLATION ? 1 : 0;
                laxer += differ && enforced.verdict().kind() == RemoteVerdict.Kind.VIOLATION ? 1 : 0;
            }
            slow = !ended
                    && candidateTimes.size() >= Shadow.LEAST
                    && candidateTimes.p95().compareTo(settings.p95Budget()) > 0;
            ended |= slow;
        }
        if (differ) {
            disagreed.run();
        }
        if (slow) {
            LOG.warn("The trial of a remote tier ended: its p95 is over its budget");
        }
    }

    private static boolean isFailed(Timed one) {
        return one.verdict().kind() == RemoteVerdict.Kind.FAILED;
    }
}
