package io.mangaassist.benchmarks.operate;

import io.mangaassist.operate.EmfMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.CountingMode;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Recording one duration: Micrometer's own step timer, and ours, which keeps the distribution for CloudWatch besides. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EmfRecordingBenchmark {

    private static final String[] TAGS = {"name", "default", "segment", "vector-search", "outcome", "success"};
    private long value;
    private Timer step;
    private Timer emf;
    private EmfMeterRegistry registry;

    @Setup
    public void start() {
        MeterRegistry plain = new SimpleMeterRegistry(
                new SimpleConfig() {
                    @Override
                    public @Nullable String get(String key) {
                        return null;
                    }

                    @Override
                    public CountingMode mode() {
                        return CountingMode.STEP;
                    }
                },
                Clock.SYSTEM);
        step = plain.timer("mangaassist.segment", TAGS);
        registry = EmfMeterRegistry.builder("benchmark")
                .sink(document -> {})
                .step(Duration.ofSeconds(60))
                .build();
        emf = registry.timer("mangaassist.segment", TAGS);
    }

    @TearDown
    public void stop() {
        registry.close();
    }

    @Benchmark
    public void stepTimer() {
        step.record(next(), TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void emfTimer() {
        emf.record(next(), TimeUnit.NANOSECONDS);
    }

    /** 0 to 131 ms, all over the buckets. */
    private long next() {
        value = (value + 7_919_017) & 0x7FF_FFFF;
        return value;
    }
}
