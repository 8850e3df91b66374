package io.mangaassist.guardrails;

import io.micrometer.core.instrument.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate policy tried on a sample of answers: what it would have stopped, and what it costs. Ends by itself when its
 * p95 breaks its budget; the enforced policy is never touched. Thread-safe.
 */
final class Shadow {

    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    /** Answers after which a percentile says something. */
    static final int LEAST = 100;

    private final ShadowSettings settings;
    private final Clock clock;
    private final Runnable disagreed;
    private final RecentTimes enforcedTimes = new RecentTimes();
    private final RecentTimes candidateTimes = new RecentTimes();
    private long answers;
    private long stricter;
    private long laxer;
    private boolean ended;

    Shadow(ShadowSettings settings, Clock clock, Runnable disagreed) {
        this.settings = settings;
        this.clock = clock;
        this.disagreed = disagreed;
    }

    /** A trial for this answer, or null if it is not in the sample; the correlation id decides, so it is repeatable. */
    @Nullable
    Trial trial(String correlationId) {
        return isSampled(correlationId, settings.sample()) && !isEnded()
                ? new Trial(new LocalScan(settings.candidate().local()))
                : null;
    }

    static boolean isSampled(String correlationId, double sample) {
        int spread = correlationId.hashCode() * 0x9E3779B9;
        return (spread >>> 8) / (double) (1 << 24) < sample;
    }

    synchronized ShadowReport report() {
        return new ShadowReport(
                settings.candidate().version(),
                answers,
                answers - stricter - laxer,
                stricter,
                laxer,
                enforcedTimes.p95(),
                candidateTimes.p95(),
                ended);
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private void compared(boolean enforcedStopped, boolean candidateStopped, long enforced, long candidate) {
        boolean slow;
        synchronized (this) {
            answers++;
            enforcedTimes.record(enforced);
            candidateTimes.record(candidate);
            stricter += candidateStopped && !enforcedStopped ? 1 : 0;
            laxer += enforcedStopped && !candidateStopped ? 1 : 0;
            slow = !ended
                    && candidateTimes.size() >= LEAST
                    && candidateTimes.p95().compareTo(settings.p95Budget()) > 0;
            ended |= slow;
        }
        if (candidateStopped != enforcedStopped) {
            disagreed.run();
        }
        if (slow) {
            LOG.warn(
                    "The trial of policy {} ended: its p95 is over its budget",
                    settings.candidate().version());
        }
    }

    /** The candidate on one answer. Not thread-safe. */
    final class Trial {

        private final LocalScan scan;
        private long nanos;

        private Trial(LocalScan scan) {
            this.scan = scan;
        }

        void offer(CharSequence text) {
            long start = clock.monotonicTime();
            scan.accept(text);
            nanos += clock.monotonicTime() - start;
        }

        /** The answer has ended: by the local tier of the enforced policy, or not. */
        void end(boolean enforcedStopped, long enforced) {
            long start = clock.monotonicTime();
            if (!enforcedStopped) {
                scan.finish();
            }
            nanos += clock.monotonicTime() - start;
            compared(enforcedStopped, scan.blocked(), enforced, nanos);
        }
    }
}
