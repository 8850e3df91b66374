package io.mangaassist.pool;

import io.mangaassist.core.Deadline;
import io.mangaassist.core.LiveSetting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a request waits for a permit at most. While a lower rung could take it, waiting is worth no more than that
 * rung's whole time to an answer, as its last calls showed it; a fixed ceiling replaces this. At the last rung the
 * longest wait stands alone.
 *
 * @param ceiling the fixed ceiling, if set
 * @param longest bound of every wait
 */
record WaitLimits(@Nullable LiveSetting<Duration> ceiling, LiveSetting<Duration> longest) {

    long nanos(List<Rung> rungs, int index, Deadline deadline) {
        long bound = Math.min(longest.get().toNanos(), deadline.remainingToFirstTokenNanos());
        if (index + 1 >= rungs.size()) {
            return bound;
        }
        long worth = ceiling == null
                ? rungs.get(index + 1).firstContentNanos()
                : ceiling.get().toNanos();
        return Math.min(bound, worth);
    }
}
