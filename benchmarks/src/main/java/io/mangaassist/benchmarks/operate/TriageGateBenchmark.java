package io.mangaassist.benchmarks.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.operate.GateReport;
import io.mangaassist.operate.LatencyGate;
import io.mangaassist.operate.LatencyRecorder;
import io.mangaassist.operate.LatencySnapshot;
import io.mangaassist.operate.LatencyTriage;
import io.mangaassist.operate.TriageFacts;
import io.mangaassist.operate.TriageReport;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Judging 100 segments of 2,000 samples each, of which 5 became 30 ms slower: the triage against a baseline, and the gate
 * with its bootstrap. Reading files is not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TriageGateBenchmark {

    private static final int SEGMENTS = 100;
    private static final int SAMPLES = 2_000;
    private static final int SLOWER = 5;

    private final LatencyGate gate = LatencyGate.builder().build();
    private LatencySnapshot before;
    private LatencySnapshot after;
    private LatencyTriage triage;

    @Setup
    public void record() {
        before = snapshot(1, 0);
        after = snapshot(2, 30);
        triage = LatencyTriage.builder().baseline(before).build();
    }

    private static LatencySnapshot snapshot(long seed, double slower) {
        LatencyRecorder recorder = LatencyRecorder.create(TaskPlacement::unknown);
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < SEGMENTS; number++) {
            Segment segment = Segment.of("segment-" + number);
            double median = 50 + number + (number < SLOWER ? slower : 0);
            for (int i = 0; i < SAMPLES; i++) {
                double millis = Math.max(0.1, median + 20 * random.nextGaussian());
                recorder.record(segment, Outcome.SUCCESS, Duration.ofNanos((long) (millis * 1e6)));
            }
        }
        return recorder.snapshot();
    }

    @Benchmark
    public TriageReport triage() {
        return triage.examine(List.of(after), TriageFacts.none());
    }

    @Benchmark
    public GateReport gate() {
        return gate.judge(List.of(before), List.of(after));
    }
}
