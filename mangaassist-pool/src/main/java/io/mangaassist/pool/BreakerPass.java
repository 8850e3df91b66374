package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mangaassist.core.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Leave of a circuit breaker for one call. A breaker that tries again after it was open counts the calls it let through,
 * so each leave must be answered once: by how the call went, or by taking it back.
 */
final class BreakerPass {

    private final CircuitBreaker breaker;
    private final AtomicBoolean held = new AtomicBoolean();

    BreakerPass(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    boolean ask() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        held.set(true);
        return true;
    }

    /** Tells how the call went; what was neither a success nor to blame on the model takes the leave back. */
    void tell(Outcome outcome, @Nullable Throwable blame, long nanos) {
        if (blame == null && outcome != Outcome.SUCCESS) {
            forget();
        } else if (held.compareAndSet(true, false)) {
            if (blame == null) {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(nanos, TimeUnit.NANOSECONDS, blame);
            }
        }
    }

    void forget() {
        if (held.compareAndSet(true, false)) {
            breaker.releasePermission();
        }
    }
}
