package io.mangaassist.operate;

import io.mangaassist.core.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** The histogram of one segment that is being filled. Recording is wait-free. */
final class SegmentRecorder {

    /** Three digits: at 400 ms a bucket is a quarter of a millisecond wide, against the 10 ms that a gate looks for. */
    private static final int DIGITS = 3;
    /** Longer than any deadline; what takes longer counts as this. */
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Recorder durations = new Recorder(1, HIGHEST_MICROS, DIGITS);
    private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];

    /** Used by the thread that takes. */
    private @Nullable Histogram recycled;

    SegmentRecorder() {
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new LongAdder();
        }
    }

    /** Work that was turned away or abandoned has no duration that says anything about the segment; it is counted. */
    void record(Outcome outcome, long nanos) {
        outcomes[outcome.ordinal()].increment();
        if (outcome != Outcome.REJECTED && outcome != Outcome.CANCELLED) {
            durations.recordValue(Math.max(1, Math.min(nanos / 1_000, HIGHEST_MICROS)));
        }
    }

    /** Takes what was recorded since the last call. One thread at a time. */
    SegmentLatency take() {
        recycled = durations.getIntervalHistogram(recycled);
        Histogram histogram = new Histogram(DIGITS);
        histogram.add(recycled);
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            long count = outcomes[outcome.ordinal()].sumThenReset();
            if (count > 0) {
                counts.put(outcome, count);
            }
        }
        return SegmentLatency.of(histogram, counts);
    }
}
