package io.mangaassist.benchmarks.pool;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.mangaassist.pool.BedrockPool;
import io.mangaassist.pool.BedrockRung;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/**
 * A whole call, fully instrumented, whose answer is there at once. Ours through the pooled client: route, deadline timer,
 * permit, breaker, quota, five timers and counters. Resilience4j's is bulkhead and breaker around the call with both of
 * its Micrometer binders, and one timer around it: it has no deadline, no ladder and no time of waiting to measure.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CallBenchmark {

    private static final int PERMITS = 196;

    private final InstantBedrock bedrock = new InstantBedrock(true);
    private final ConverseRequest request =
            ConverseRequest.builder().modelId("sonnet").build();

    private BedrockPool pool;
    private Bulkhead bulkhead;
    private CircuitBreaker breaker;
    private Timer timer;

    @Setup
    public void make() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        pool = BedrockPool.builder()
                .rung(BedrockRung.of("sonnet", "sonnet", bedrock).permits(PERMITS))
                .rung(BedrockRung.of("haiku", "haiku", bedrock).permits(73))
                .meterRegistry(registry)
                .build();
        BulkheadRegistry bulkheads =
                BulkheadRegistry.of(Peers.bulkheadConfig(PERMITS).build());
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(registry);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
        bulkhead = bulkheads.bulkhead("sonnet");
        breaker = breakers.circuitBreaker("sonnet");
        timer = registry.timer("call");
    }

    @TearDown
    public void close() {
        pool.close();
    }

    @Benchmark
    public CompletableFuture<ConverseResponse> ours() {
        return pool.asyncClient().converse(request);
    }

    @Benchmark
    public CompletionStage<ConverseResponse> resilience4j() {
        long start = System.nanoTime();
        return bulkhead.executeCompletionStage(() -> breaker.executeCompletionStage(() -> bedrock.converse(request)))
                .whenComplete((answer, failure) -> timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
    }

    @Benchmark
    public CompletableFuture<ConverseResponse> bare() {
        return bedrock.converse(request);
    }
}
