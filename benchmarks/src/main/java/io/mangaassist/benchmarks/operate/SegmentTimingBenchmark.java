package io.mangaassist.benchmarks.operate;

import io.mangaassist.core.Outcome;
import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/**
 * Timing one segment: a bare Micrometer timer with two readings of the clock, ours without tracing, and ours with the
 * OpenTelemetry bridge (every span recorded, none exported).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SegmentTimingBenchmark {

    private final Clock clock = Clock.SYSTEM;
    private Supplier<String> work;
    private Timer timer;
    private Segments plain;
    private Segments traced;
    private SdkTracerProvider provider;

    @Setup
    public void start() {
        work = () -> "found";
        MeterRegistry registry = new SimpleMeterRegistry();
        timer = registry.timer("bare", "segment", "vector-search", "outcome", "success");
        plain = Segments.of(new SimpleMeterRegistry());
        provider = SdkTracerProvider.builder().build();
        OtelTracer tracer = new OtelTracer(provider.get("benchmark"), new OtelCurrentTraceContext(), event -> {});
        traced = Segments.builder(new SimpleMeterRegistry())
                .tracing(new DefaultTracingObservationHandler(tracer))
                .build();
    }

    @TearDown
    public void stop() {
        plain.close();
        traced.close();
        provider.close();
    }

    @Benchmark
    public String bareTimer() {
        long start = clock.monotonicTime();
        String result = work.get();
        timer.record(clock.monotonicTime() - start, TimeUnit.NANOSECONDS);
        return result;
    }

    @Benchmark
    public String segmentStartAndStop() {
        var running = plain.start(Segment.VECTOR_SEARCH);
        String result = work.get();
        running.stop(Outcome.SUCCESS);
        return result;
    }

    @Benchmark
    public String segmentAroundWork() {
        return plain.time(Segment.VECTOR_SEARCH, work);
    }

    @Benchmark
    public String segmentTraced() {
        return traced.time(Segment.VECTOR_SEARCH, work);
    }
}
