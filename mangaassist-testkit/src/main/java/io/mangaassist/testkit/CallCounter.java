package io.mangaassist.testkit;

import java.util.EnumMap;
import java.util.Map;

/** The running numbers behind one {@link CallCounts}. */
final class CallCounter {
    /** How a call ended. */
    enum End {
        COMPLETED,
        CANCELLED,
        FAULTED,
        THROTTLED
    }

    // guarded by this
    private final Map<End, Long> ended = new EnumMap<>(End.class);
    private long started;
    private long inFlight;
    private long peak;
    private long tokens;

    synchronized long start() {
        inFlight++;
        peak = Math.max(peak, inFlight);
        return ++started;
    }

    synchronized void end(End how) {
        ended.merge(how, 1L, Long::sum);
        inFlight--;
    }

    synchronized void sent(int count) {
        tokens += count;
    }

    synchronized CallCounts snapshot() {
        return new CallCounts(
                started,
                ended(End.COMPLETED),
                ended(End.CANCELLED),
                ended(End.FAULTED),
                ended(End.THROTTLED),
                inFlight,
                peak,
                tokens);
    }

    private long ended(End how) {
        return ended.getOrDefault(how, 0L);
    }
}
