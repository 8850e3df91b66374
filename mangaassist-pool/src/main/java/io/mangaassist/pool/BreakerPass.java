package io.mangaassist.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mangaassist.core.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Leave of a circuit breaker for one call. A breaker that tries again after it was open counts the calls it let through,
 * so each leave must be answered once: by how the call went, or by taking it back.
 */
final class BreakerPass {

    private static final AtomicIntegerFieldUpdater<BreakerPass> HELD =
            AtomicIntegerFieldUpdater.newUpdater(BreakerPass.class, "held");

    private final CircuitBreaker breaker;

    /** 1 while the breaker waits for an answer. */
    private volatile int held;

    BreakerPass(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    boolean ask() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        // whoever answers reads it after something else that orders the two: the call, or the gate of the visit
        HELD.lazySet(this, 1);
        return true;
    }

    /**
     * Tells how the call went; what was neither a success nor to blame on the model takes the leave back. Only for the one
     * who gave the permit back: nobody else answers for a call that was made.
     */
    void tell(Outcome outcome, @Nullable Throwable blame, long nanos) {
        if (blame == null && outcome != Outcome.SUCCESS) {
            forget();
        } else if (held == 1) {
            HELD.lazySet(this, 0);
            if (blame == null) {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(nanos, TimeUnit.NANOSECONDS, blame);
            }
        }
    }

    void forget() {
        if (takeBack()) {
            breaker.releasePermission();
        }
    }

    private boolean takeBack() {
        return held == 1 && HELD.compareAndSet(this, 1, 0);
    }
}
