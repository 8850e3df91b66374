package io.mangaassist.pool;

import io.mangaassist.core.Checks;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How requests wait for permits: few of them, and only while waiting is worth it. Immutable; each setting returns a changed
 * copy.
 */
public final class PoolWaiting {

    /** Enough to ride out the moment between two answers, few enough never to become the incident's queue. */
    private static final int QUEUE_LIMIT = 20;
    /** A tenth of the permits keeps background work alive through a sale. */
    private static final double BACKGROUND_SHARE = 0.1;
    /** A quarter of the promise, if nothing stands below. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final @Nullable Integer queueLimit;
    private final double backgroundShare;
    private final @Nullable LiveSetting<Duration> ceiling;
    private final LiveSetting<Duration> longest;

    private PoolWaiting(
            @Nullable Integer queueLimit,
            double backgroundShare,
            @Nullable LiveSetting<Duration> ceiling,
            LiveSetting<Duration> longest) {
        this.queueLimit = queueLimit;
        this.backgroundShare = backgroundShare;
        this.ceiling = ceiling;
        this.longest = longest;
    }

    /**
     * Returns the defaults: 20 waiters at each rung, at the last one as many as it has permits if that is more, for at most the lower rung's time to an answer and 500 ms, a tenth of
     * the permits for background work.
     *
     * @return the defaults
     */
    public static PoolWaiting defaults() {
        return new PoolWaiting(null, BACKGROUND_SHARE, null, LiveSetting.fixed("longest-wait", LONGEST));
    }

    /**
     * Sets how many requests may wait at each rung, the last too.
     *
     * @param requests 0 or more
     * @return a changed copy
     */
    public PoolWaiting queueLimit(int requests) {
        Checks.check(requests >= 0, "queueLimit", ">= 0", requests);
        return new PoolWaiting(requests, backgroundShare, ceiling, longest);
    }

    /**
     * Sets the part of each rung's permits that background requests get although interactive ones wait.
     *
     * @param share within 0..1
     * @return a changed copy
     */
    public PoolWaiting backgroundShare(double share) {
        Checks.check(share >= 0 && share <= 1, "backgroundShare", "within 0..1", share);
        return new PoolWaiting(queueLimit, share, ceiling, longest);
    }

    /**
     * Fixes how long a request may wait at a rung while a lower one stands. Default: as long as the lower rung takes to its
     * first content, by its last calls.
     *
     * @param wait greater than zero
     * @return a changed copy
     */
    public PoolWaiting ceiling(Duration wait) {
        return ceiling(LiveSetting.fixed("wait-ceiling", Checks.positive("ceiling", wait)));
    }

    /**
     * As {@link #ceiling(Duration)}, to be changed while the pool runs.
     *
     * @param wait the setting
     * @return a changed copy
     */
    public PoolWaiting ceiling(LiveSetting<Duration> wait) {
        return new PoolWaiting(queueLimit, backgroundShare, Objects.requireNonNull(wait, "ceiling"), longest);
    }

    /**
     * Sets how long a request may wait at any rung, the last too.
     *
     * @param wait greater than zero
     * @return a changed copy
     */
    public PoolWaiting longest(Duration wait) {
        return longest(LiveSetting.fixed("longest-wait", Checks.positive("longest", wait)));
    }

    /**
     * As {@link #longest(Duration)}, to be changed while the pool runs.
     *
     * @param wait the setting
     * @return a changed copy
     */
    public PoolWaiting longest(LiveSetting<Duration> wait) {
        return new PoolWaiting(queueLimit, backgroundShare, ceiling, Objects.requireNonNull(wait, "longest"));
    }

    int queueLimit() {
        return queueLimit == null ? QUEUE_LIMIT : queueLimit;
    }

    /** What the last rung refuses gets no model's answer, so a full round of its permits may wait. */
    int queueLimitOfLast(int permits) {
        return queueLimit == null ? Math.max(QUEUE_LIMIT, permits) : queueLimit;
    }

    double backgroundShare() {
        return backgroundShare;
    }

    WaitLimits limits() {
        return new WaitLimits(ceiling, longest);
    }

    @Override
    public String toString() {
        return "PoolWaiting{queueLimit=" + queueLimit() + ", backgroundShare=" + backgroundShare + ", ceiling="
                + (ceiling == null ? "live" : ceiling.get()) + ", longest=" + longest.get() + "}";
    }
}
