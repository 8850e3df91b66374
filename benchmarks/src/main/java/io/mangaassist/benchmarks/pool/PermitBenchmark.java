package io.mangaassist.benchmarks.pool;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.FixedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
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
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * A permit that is free, taken and given back, without meters on either side. Ours and those of Resilience4j and SmallRye
 * ask a circuit breaker too and tell it of a success; the others are permits alone. SmallRye has no call for the permit
 * alone, so its row holds one guarded call of a completed stage.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PermitBenchmark {

    private static final int PERMITS = 196;
    private static final long NANOS = 500_000_000;

    private Object permits;
    private CircuitBreaker breaker;
    private Bulkhead bulkhead;
    private CircuitBreaker defaultBreaker;
    private CircuitBreaker sameBreaker;
    private Semaphore semaphore;
    private dev.failsafe.Bulkhead<Object> failsafe;
    private Limiter<Void> netflix;
    private TypedGuard<CompletionStage<String>> smallrye;
    private InstrumentedPool<Integer> reactor;
    private CompletionStage<String> done;

    @Setup
    public void make() throws Throwable {
        permits = OpenPool.permits(PERMITS);
        breaker = OpenPool.breaker();
        bulkhead = Peers.bulkhead(PERMITS);
        defaultBreaker = CircuitBreaker.ofDefaults("default");
        sameBreaker = OpenPool.breaker();
        semaphore = new Semaphore(PERMITS);
        failsafe = dev.failsafe.Bulkhead.of(PERMITS);
        netflix = SimpleLimiter.newBuilder().limit(FixedLimit.of(PERMITS)).build();
        done = CompletableFuture.completedFuture("done");
        smallrye = TypedGuard.create(new TypeLiteral<CompletionStage<String>>() {})
                .withBulkhead()
                .limit(PERMITS)
                .queueSize(20)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(100)
                .delay(5, ChronoUnit.SECONDS)
                .done()
                .withThreadOffload(false)
                .build();
        reactor = PoolBuilder.from(Mono.fromSupplier(() -> 1))
                .sizeBetween(0, PERMITS)
                .buildPool();
    }

    @Benchmark
    public boolean ours() throws Throwable {
        Object pass = OpenPool.pass(breaker);
        if (!OpenPool.ask(pass)) {
            throw new IllegalStateException("open");
        }
        Object permit = OpenPool.take(permits);
        boolean released = permit != null && OpenPool.release(permit);
        OpenPool.tellSuccess(pass, NANOS);
        return released;
    }

    @Benchmark
    public boolean oursPermitAlone() throws Throwable {
        Object permit = OpenPool.take(permits);
        return permit != null && OpenPool.release(permit);
    }

    @Benchmark
    public boolean resilience4j() {
        return resilience4j(defaultBreaker);
    }

    @Benchmark
    public boolean resilience4jWithOurBreaker() {
        return resilience4j(sameBreaker);
    }

    @Benchmark
    public boolean resilience4jBulkheadAlone() {
        boolean taken = bulkhead.tryAcquirePermission();
        bulkhead.onComplete();
        return taken;
    }

    private boolean resilience4j(CircuitBreaker with) {
        if (!with.tryAcquirePermission()) {
            throw new IllegalStateException("open");
        }
        boolean taken = bulkhead.tryAcquirePermission();
        bulkhead.onComplete();
        with.onSuccess(NANOS, TimeUnit.NANOSECONDS);
        return taken;
    }

    @Benchmark
    public boolean semaphore() {
        boolean taken = semaphore.tryAcquire();
        semaphore.release();
        return taken;
    }

    @Benchmark
    public boolean failsafe() {
        boolean taken = failsafe.tryAcquirePermit();
        failsafe.releasePermit();
        return taken;
    }

    @Benchmark
    public boolean netflix() {
        var taken = netflix.acquire(null);
        taken.ifPresent(Limiter.Listener::onSuccess);
        return taken.isPresent();
    }

    @Benchmark
    public CompletionStage<String> smallrye() {
        return smallrye.get(() -> done);
    }

    @Benchmark
    public boolean reactorPool() {
        PooledRef<Integer> taken = reactor.acquire().block();
        if (taken == null) {
            throw new IllegalStateException("empty");
        }
        var unused = taken.release().block();
        return true;
    }
}
