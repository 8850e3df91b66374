package io.mangaassist.examples;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.operate.Fact;
import io.mangaassist.operate.GateReport;
import io.mangaassist.operate.LatencyGate;
import io.mangaassist.operate.LatencyRecorder;
import io.mangaassist.operate.LatencySnapshot;
import io.mangaassist.operate.LatencyTriage;
import io.mangaassist.operate.TriageFacts;
import io.mangaassist.operate.TriageReport;
import java.time.Duration;
import java.util.List;

/**
 * The operate room alone: what a pipeline and the engineer on call make of recorded latencies. Here they are made up; in
 * a service {@code Metrics.addRegistry(recorder.registry())} hears every segment, and {@code LatencyFile} keeps them.
 */
public final class OperateExample {

    private OperateExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        LatencyRecorder recorder = LatencyRecorder.create(TaskPlacement::unknown);
        LatencySnapshot lastWeek = window(recorder, 3);
        LatencySnapshot now = window(recorder, 18);

        GateReport gate = LatencyGate.builder().anyHour().build().judge(List.of(lastWeek), List.of(now));
        System.out.println("gate: " + gate.verdict() + " " + gate.failed());

        TriageReport triage = LatencyTriage.builder()
                .baseline(lastWeek)
                .build()
                .examine(List.of(now), TriageFacts.none().with(Fact.WRITE_AWAITED, true), gate.failed());
        System.out.print(triage.toText());
    }

    /** A thousand requests whose cache write takes about so many milliseconds. */
    private static LatencySnapshot window(LatencyRecorder recorder, int millis) {
        for (int i = 0; i < 1_000; i++) {
            Duration write = Duration.ofNanos(millis * (800_000L + 400L * i));
            recorder.record(Segment.CACHE_WRITE, Outcome.SUCCESS, write);
            recorder.record(Segment.REQUEST, Outcome.SUCCESS, write.plusMillis(600));
        }
        return recorder.snapshot();
    }
}
