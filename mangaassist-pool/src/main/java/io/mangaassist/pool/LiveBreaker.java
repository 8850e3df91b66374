package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The circuit breaker of a rung, made anew when its thresholds change, which Resilience4j cannot do in place. Calls that
 * run answer to the breaker that let them through.
 */
final class LiveBreaker {

    private final Supplier<CircuitBreaker> maker;
    private final BreakerMeters meters;
    private final AtomicReference<CircuitBreaker> now;

    LiveBreaker(Supplier<CircuitBreaker> maker, BreakerMeters meters) {
        this.maker = maker;
        this.meters = meters;
        this.now = new AtomicReference<>(maker.get());
        meters.watch(now.get());
    }

    CircuitBreaker get() {
        return now.get();
    }

    void renew() {
        CircuitBreaker fresh = maker.get();
        if (get().getState() == CircuitBreaker.State.OPEN) {
            fresh.transitionToOpenState();
        }
        meters.forget(now.getAndSet(fresh));
        meters.watch(fresh);
    }
}
