package io.mangaassist.benchmarks.pool;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.util.concurrent.Semaphore;
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
import org.openjdk.jmh.annotations.Warmup;

/** No permit is free and nobody waits: how fast the answer is "no", without meters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RejectBenchmark {

    private Object permits;
    private Bulkhead bulkhead;
    private Semaphore semaphore;
    private dev.failsafe.Bulkhead<Object> failsafe;
    private Limiter<Void> netflix;

    @Setup
    public void fill() throws Throwable {
        permits = OpenPool.permits(1);
        var ours = OpenPool.take(permits);
        bulkhead = Peers.bulkhead(1);
        semaphore = new Semaphore(1);
        failsafe = dev.failsafe.Bulkhead.of(1);
        netflix = SimpleLimiter.newBuilder().limit(FixedLimit.of(1)).build();
        boolean full = ours != null
                && bulkhead.tryAcquirePermission()
                && semaphore.tryAcquire()
                && failsafe.tryAcquirePermit()
                && netflix.acquire(null).isPresent();
        if (!full) {
            throw new IllegalStateException("not full");
        }
    }

    @Benchmark
    public @Nullable Object ours() throws Throwable {
        return OpenPool.take(permits);
    }

    @Benchmark
    public boolean resilience4j() {
        return bulkhead.tryAcquirePermission();
    }

    @Benchmark
    public boolean semaphore() {
        return semaphore.tryAcquire();
    }

    @Benchmark
    public boolean failsafe() {
        return failsafe.tryAcquirePermit();
    }

    @Benchmark
    public boolean netflix() {
        return netflix.acquire(null).isPresent();
    }
}
